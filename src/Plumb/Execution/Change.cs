using Plumb.Checks;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>One migration that is to be applied, or to be taken back.</summary>
/// <param name="Prepared">The migration with everything parsed.</param>
/// <param name="IsRevert">True to take it back.</param>
internal sealed record Change(PreparedMigration Prepared, bool IsRevert)
{
    /// <summary>True when another one of the same run commits after it, which makes both durable.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>The migration.</summary>
    public Migration Migration => Prepared.Migration;

    /// <summary>What runs.</summary>
    public PreparedScript Script => IsRevert ? Prepared.Revert ?? throw new InvalidOperationException("There is no revert script.") : Prepared.Up;

    /// <summary>What must hold before.</summary>
    public IReadOnlyList<Check> Before => IsRevert ? [] : Prepared.Require;

    /// <summary>What must hold before the commit.</summary>
    public IReadOnlyList<Check> Inside => [.. After.Where(static c => !c.AfterCommit)];

    /// <summary>What must hold after the commit, judged outside the migration's locks.</summary>
    public IReadOnlyList<Check> Outside => [.. After.Where(static c => c.AfterCommit)];

    /// <summary>How it ends when nothing fails.</summary>
    public MigrationOutcome Success => IsRevert ? MigrationOutcome.Reverted : MigrationOutcome.Applied;

    /// <summary>What the header of its script asks for.</summary>
    public Directives Directives => IsRevert ? Migration.RevertDirectives : Migration.Directives;

    private IReadOnlyList<Check> After => IsRevert ? Prepared.RevertVerify : Prepared.Verify;

    /// <summary>The same with other checks after it.</summary>
    public Change WithVerify(IReadOnlyList<Check> checks) => this with { Prepared = Prepared with { Verify = checks } };

    /// <summary>How long its statements wait for a lock.</summary>
    public TimeSpan LockTimeout(ExecutionOptions options) => Directives.LockTimeout ?? options.LockTimeout;

    /// <summary>Adds the ledger's record of the commit: success, unless checks after the commit have yet to say so.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="batch">Where the commands go.</param>
    /// <param name="checks">What was checked.</param>
    /// <param name="duration">The time it took; null for the time since the transaction began, by the server's clock.</param>
    public void AddRecord(LedgerStore ledger, StatementBatch batch, DecisionTable checks, TimeSpan? duration)
    {
        if (Outside.Count > 0)
        {
            AddUnverified(ledger, batch, checks, duration);
        }
        else
        {
            AddSuccess(ledger, batch, checks, duration);
        }
    }

    /// <summary>Adds the ledger's record that it ran and that not every required check has passed.</summary>
    public void AddUnverified(LedgerStore ledger, StatementBatch batch, DecisionTable checks, TimeSpan? duration) =>
        ledger.AddUnverified(batch, Migration, IsRevert, Script.Statements, checks, duration);

    /// <summary>Adds the ledger's record of success.</summary>
    public void AddSuccess(LedgerStore ledger, StatementBatch batch, DecisionTable checks, TimeSpan? duration)
    {
        if (IsRevert)
        {
            ledger.AddReverted(batch, Migration, Script.Statements, checks, duration);
        }
        else
        {
            ledger.AddApplied(batch, Migration, Script.Statements, checks, duration);
        }
    }
}
