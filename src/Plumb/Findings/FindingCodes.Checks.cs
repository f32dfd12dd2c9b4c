namespace Plumb.Findings;

/// <summary>What is wrong in a check script, and what keeps a check from being judged.</summary>
public static partial class FindingCodes
{
    /// <summary>A comment that looks like a header but is none.</summary>
    public static readonly FindingCode UnknownCheckHeader = new("PL160", "unknown-check-header");

    /// <summary>A header where it belongs to no check.</summary>
    public static readonly FindingCode MisplacedCheckHeader = new("PL161", "misplaced-check-header");

    /// <summary>An expectation that has none of the known forms.</summary>
    public static readonly FindingCode UnknownExpectation = new("PL162", "unknown-expectation");

    /// <summary>A check that expects nothing.</summary>
    public static readonly FindingCode CheckWithoutExpectation = new("PL163", "check-without-expectation");

    /// <summary>A title without a statement.</summary>
    public static readonly FindingCode CheckWithoutStatement = new("PL164", "check-without-statement");

    /// <summary><c>-- check:</c> or <c>-- test:</c> without a title.</summary>
    public static readonly FindingCode CheckWithoutTitle = new("PL165", "check-without-title");

    /// <summary>Two checks of one script with one title.</summary>
    public static readonly FindingCode DuplicateCheckTitle = new("PL166", "duplicate-check-title");

    /// <summary><c>-- as:</c> without a role and claims that can be read.</summary>
    public static readonly FindingCode InvalidIdentity = new("PL167", "invalid-identity");

    /// <summary><c>affected</c> in a check, which changes no rows.</summary>
    public static readonly FindingCode AffectedInCheck = new("PL168", "affected-in-check");

    /// <summary>Expectations that cannot hold together.</summary>
    public static readonly FindingCode ContradictoryExpectations = new("PL169", "contradictory-expectations");

    /// <summary><c>every row</c> over something that is no query.</summary>
    public static readonly FindingCode EveryRowNeedsQuery = new("PL170", "every-row-needs-query");

    /// <summary>A statement that cannot stand in a check, which is always rolled back.</summary>
    public static readonly FindingCode StatementNotForChecks = new("PL171", "statement-not-for-checks");

    /// <summary>A migration's directive in a check script.</summary>
    public static readonly FindingCode DirectiveInCheckScript = new("PL172", "directive-in-check-script");

    /// <summary><c>-- after commit</c> in a script that runs before the migration.</summary>
    public static readonly FindingCode AfterCommitTooEarly = new("PL173", "after-commit-too-early");

    /// <summary>A check script without a check.</summary>
    public static readonly FindingCode EmptyCheckScript = new("PL174", "empty-check-script");

    /// <summary>A header that stands twice under one title and may stand once.</summary>
    public static readonly FindingCode RepeatedCheckHeader = new("PL175", "repeated-check-header");

    /// <summary>A check tried to write.</summary>
    public static readonly FindingCode CheckWrites = new("PL180", "check-writes");

    /// <summary>A check cannot run as the role that it names.</summary>
    public static readonly FindingCode RoleNotAvailable = new("PL181", "role-not-available");

    /// <summary>A check took longer than it may.</summary>
    public static readonly FindingCode CheckTimedOut = new("PL182", "check-timed-out");
}
