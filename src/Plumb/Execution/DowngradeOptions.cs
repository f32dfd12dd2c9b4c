using Plumb.Environments;

namespace Plumb.Execution;

/// <summary>Which applied migrations are taken back.</summary>
public sealed record DowngradeOptions
{
    /// <summary>The migration that stays the last one applied; null to take back only the last one.</summary>
    public string? To { get; init; }

    /// <summary>True to take back everything.</summary>
    public bool All { get; init; }

    /// <summary>Called once before the first change with who answers and the migrations that will be taken back; as in <see cref="UpgradeOptions.BeforeChange"/>.</summary>
    public Func<ServerIdentity, IReadOnlyList<MigrationStatus>, CancellationToken, Task<string?>>? BeforeChange { get; init; }
}
