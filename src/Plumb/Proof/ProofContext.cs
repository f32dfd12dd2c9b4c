using Plumb.Checks;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Migrations;
using Plumb.Proof.Locks;
using Plumb.Proof.Sizes;

namespace Plumb.Proof;

/// <summary>Everything that an obligation may look at to judge one migration.</summary>
internal sealed record ProofContext
{
    /// <summary>The migration, parsed.</summary>
    public required PreparedMigration Prepared { get; init; }

    /// <summary>The migrations that are taken back as one, this one the last; usually this one alone, and none when others follow that it belongs to.</summary>
    public required IReadOnlyList<PreparedMigration> Group { get; init; }

    /// <summary>What the database held before the migration.</summary>
    public required Moment Before { get; init; }

    /// <summary>What it held before the first migration of <see cref="Group"/>.</summary>
    public required Moment GroupBefore { get; init; }

    /// <summary>What it held after the migration.</summary>
    public required Moment After { get; init; }

    /// <summary>The checks that must hold before it, as they ended.</summary>
    public required DecisionTable RequireResults { get; init; }

    /// <summary>The checks that must hold after it, as they ended.</summary>
    public required DecisionTable VerifyResults { get; init; }

    /// <summary>What its statements did to the tables that were there; empty when no obligation wants to know.</summary>
    public TracedScript Traced { get; init; } = TracedScript.Empty;

    /// <summary>The tables that it locked as whoever changes rows does, by their OIDs, those that it makes included; empty outside a transaction.</summary>
    public IReadOnlySet<uint> Written { get; init; } = new HashSet<uint>();

    /// <summary>Which of its tables is which one of the statistics; null when there are none.</summary>
    public KnownTables? Sizes { get; init; }

    /// <summary>For how long a table that the migration finds may be blocked.</summary>
    public TimeSpan BudgetOf(string table) => Options.Budgets.Of(Traced.Before.NamesOf(table));

    /// <summary>Whether it is in place in the database that the statistics are of and the proof is for.</summary>
    public bool IsInPlace => Options.Statistics?.IsInPlace(Migration, Options.Environment) == true;

    /// <summary>How it is proven.</summary>
    public required ProofOptions Options { get; init; }

    /// <summary>Who runs the chain.</summary>
    public required ServerIdentity Identity { get; init; }

    /// <summary>Where something can be tried; it begins with the state that the obligation asks for.</summary>
    public required ITrialSpace Space { get; init; }

    /// <summary>The shadow itself, for obligations that need several sessions.</summary>
    public required ShadowServer Server { get; init; }

    /// <summary>True when trials run inside the transaction of the migration, and not on copies of the database.</summary>
    public bool IsInTransaction => Space is SavepointSpace;

    /// <summary>The migration's files.</summary>
    public Migration Migration => Prepared.Migration;

    /// <summary>The result of one that has done in the environment whatever it does.</summary>
    public ObligationResult LongDone(IObligation obligation, string evidence = "") =>
        Result(obligation, ProofOutcome.Shown, $"{evidence}long done in {Options.Statistics!.Environment}") with { OnlyIn = Options.Statistics.Environment };

    /// <summary>A result of this migration.</summary>
    public ObligationResult Result(IObligation obligation, ProofOutcome outcome, string evidence) =>
        new(obligation.Name, Migration.Id, outcome, evidence);
}
