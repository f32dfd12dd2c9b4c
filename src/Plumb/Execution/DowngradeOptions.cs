namespace Plumb.Execution;

/// <summary>Which applied migrations are taken back.</summary>
public sealed record DowngradeOptions
{
    /// <summary>The migration that stays the last one applied; null to take back only the last one.</summary>
    public string? To { get; init; }

    /// <summary>True to take back everything.</summary>
    public bool All { get; init; }

    /// <summary>Called once before the first change with the migrations that will be taken back; for a backup or a question.</summary>
    public Func<IReadOnlyList<MigrationStatus>, CancellationToken, Task>? BeforeChange { get; init; }
}
