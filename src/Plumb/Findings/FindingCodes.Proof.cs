namespace Plumb.Findings;

/// <summary>PL700–PL739: what a proof finds.</summary>
public static partial class FindingCodes
{
    /// <summary>A statement ran longer than the limit of the proof.</summary>
    public static readonly FindingCode NeverEnds = new("PL700", "never-ends");

    /// <summary>A statement ended its own session.</summary>
    public static readonly FindingCode EndsItsSession = new("PL701", "ends-its-session");

    /// <summary>A statement reaches out of its database, and was not run.</summary>
    public static readonly FindingCode ReachesOut = new("PL702", "reaches-out");

    /// <summary>A required check failed on the shadow.</summary>
    public static readonly FindingCode CheckNotShown = new("PL703", "check-not-shown");

    /// <summary>A required check says the same without the migration.</summary>
    public static readonly FindingCode MeaninglessCheck = new("PL704", "meaningless-check");

    /// <summary>A revert script does not run.</summary>
    public static readonly FindingCode RevertFails = new("PL705", "revert-fails");

    /// <summary>A revert script leaves another schema than the one before the migration.</summary>
    public static readonly FindingCode RevertDiffers = new("PL706", "revert-differs");

    /// <summary>After it was taken back, a migration cannot be applied again, or leaves another schema.</summary>
    public static readonly FindingCode NotAppliedAgain = new("PL707", "not-applied-again");

    /// <summary>A migration has no revert script.</summary>
    public static readonly FindingCode CannotBeTakenBack = new("PL708", "cannot-be-taken-back");

    /// <summary>Applied a second time, a migration changes something.</summary>
    public static readonly FindingCode NotIdempotent = new("PL709", "not-idempotent");

    /// <summary>A role gains access to a table, and the migration does not say so.</summary>
    public static readonly FindingCode AccessGained = new("PL710", "access-gained");

    /// <summary>A second replay of the chain leaves another schema.</summary>
    public static readonly FindingCode NotDeterministic = new("PL711", "not-deterministic");

    /// <summary>A migration fails on rows that its tables take.</summary>
    public static readonly FindingCode FailsOnRows = new("PL712", "fails-on-rows");

    /// <summary>A migration loses rows or values, and does not say so.</summary>
    public static readonly FindingCode LosesData = new("PL713", "loses-data");

    /// <summary>A table is blocked for longer than its budget.</summary>
    public static readonly FindingCode OverBudget = new("PL717", "over-budget");

    /// <summary>How long a table is blocked could not be measured.</summary>
    public static readonly FindingCode NotMeasured = new("PL736", "not-measured");

    /// <summary>The statistics do not name a table that was there when they were read.</summary>
    public static readonly FindingCode SizeUnknown = new("PL739", "size-unknown");

    /// <summary>A budget is for a table that is not there, or nothing can be measured against it.</summary>
    public static readonly FindingCode BudgetOfNoTable = new("PL737", "budget-of-no-table");

    /// <summary>The file of statistics cannot be read or written.</summary>
    public static readonly FindingCode UnreadableStatistics = new("PL733", "unreadable-statistics");

    /// <summary>Tables were never analyzed, so that the number of their rows is a guess.</summary>
    public static readonly FindingCode NeverAnalyzed = new("PL734", "never-analyzed");

    /// <summary>A statement writes every row of a table anew.</summary>
    public static readonly FindingCode RewritesTable = new("PL735", "rewrites-table");

    /// <summary>No row could be generated for a table.</summary>
    public static readonly FindingCode NoRowsMade = new("PL718", "no-rows-made");

    /// <summary>A migration runs only as a superuser.</summary>
    public static readonly FindingCode NeedsSuperuser = new("PL714", "needs-superuser");

    /// <summary>A statement works on a whole table while readers or writers of the table wait.</summary>
    public static readonly FindingCode BlocksAtWork = new("PL715", "blocks-at-work");

    /// <summary>A migration has no required check.</summary>
    public static readonly FindingCode NothingVerified = new("PL716", "nothing-verified");

    /// <summary>There is no certificate of the chain.</summary>
    public static readonly FindingCode NoCertificate = new("PL720", "no-certificate");

    /// <summary>The certificate is about another state of the chain, or damaged.</summary>
    public static readonly FindingCode StaleCertificate = new("PL721", "stale-certificate");

    /// <summary>The certificate cannot be written.</summary>
    public static readonly FindingCode CertificateUnwritable = new("PL722", "certificate-unwritable");

    /// <summary>The certificate is about the migrations of another environment.</summary>
    public static readonly FindingCode OtherEnvironment = new("PL730", "other-environment");

    /// <summary>The certificate does not show what is demanded now.</summary>
    public static readonly FindingCode DemandNotShown = new("PL731", "demand-not-shown");

    /// <summary>The certificate was made under other conditions: sizes, budgets, the profile, what is taken back as one, or the server's major version.</summary>
    public static readonly FindingCode OtherConditions = new("PL725", "other-conditions");

    /// <summary>A protected environment takes only what was proven.</summary>
    public static readonly FindingCode NotProven = new("PL732", "not-proven");

    /// <summary>Killed and run again, a migration does not come to its end.</summary>
    public static readonly FindingCode NotResumed = new("PL726", "not-resumed");

    /// <summary>Killed and run again, a migration leaves something else than without the interruption.</summary>
    public static readonly FindingCode ResumedDiffers = new("PL727", "resumed-differs");

    /// <summary>Pending migrations leave different schemas in different orders.</summary>
    public static readonly FindingCode OrderMatters = new("PL728", "order-matters");

    /// <summary>git could not be asked which migrations are pending.</summary>
    public static readonly FindingCode GitFailed = new("PL729", "git-failed");

    /// <summary>An obligation could not be judged.</summary>
    public static readonly FindingCode NotJudged = new("PL719", "not-judged");

    /// <summary>The throwaway server of a watch could not go on.</summary>
    public static readonly FindingCode ShadowLost = new("PL738", "shadow-lost");
}
