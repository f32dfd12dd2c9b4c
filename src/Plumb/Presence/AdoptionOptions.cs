using Plumb.Execution;

namespace Plumb.Presence;

/// <summary>Which migrations are adopted. With nothing set, those that the Supabase CLI recorded.</summary>
public sealed record AdoptionOptions
{
    /// <summary>The migrations, by file stem, version or name.</summary>
    public IReadOnlyList<string> Migrations { get; init; } = [];

    /// <summary>Every one up to and with this; null for no such limit.</summary>
    public string? To { get; init; }

    /// <summary>True for every one that is not applied.</summary>
    public bool All { get; init; }

    /// <summary>Called once before anything is recorded, when there is something to record; for a question.</summary>
    public Func<IReadOnlyList<MigrationStatus>, CancellationToken, Task>? BeforeChange { get; init; }
}
