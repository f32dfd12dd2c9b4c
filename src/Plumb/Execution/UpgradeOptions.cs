using Plumb.Environments;

namespace Plumb.Execution;

/// <summary>Which pending migrations run.</summary>
public sealed record UpgradeOptions
{
    /// <summary>The last migration to run; null for all. A file stem, or a version that is unique.</summary>
    public string? To { get; init; }

    /// <summary>The migrations to run, with what they require; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>True to run everything pending in one transaction.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>
    /// Called once before the first change, when there is something to change; for a backup or a question. Told who answers and what is there,
    /// it returns why what follows runs without a proof, for the ledger; null where none is wanted, or there is one.
    /// </summary>
    public Func<ServerIdentity, ChainStatus, CancellationToken, Task<string?>>? BeforeChange { get; init; }
}
