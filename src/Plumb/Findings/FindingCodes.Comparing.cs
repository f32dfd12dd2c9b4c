namespace Plumb.Findings;

/// <summary>PL550–PL579: what is compared, and drift.</summary>
public static partial class FindingCodes
{
    /// <summary>A word is no environment, URL, file or folder.</summary>
    public static readonly FindingCode UnknownSource = new("PL550", "unknown-source");

    /// <summary>A folder holds no migrations.</summary>
    public static readonly FindingCode NoChainInFolder = new("PL551", "no-chain-in-folder");

    /// <summary>A chain does not run from the beginning on a throwaway database.</summary>
    public static readonly FindingCode ReplayFailed = new("PL552", "replay-failed");

    /// <summary>Two snapshots come from servers of different major versions.</summary>
    public static readonly FindingCode ServerVersionsDiffer = new("PL553", "server-versions-differ");

    /// <summary>Two snapshots do not take in the same.</summary>
    public static readonly FindingCode ScopesDiffer = new("PL554", "scopes-differ");

    /// <summary>A schema that was named is in nothing that was read.</summary>
    public static readonly FindingCode UnknownSchema = new("PL555", "unknown-schema");

    /// <summary>A migration that was applied cannot be replayed as it ran.</summary>
    public static readonly FindingCode RunNotReplayable = new("PL560", "run-not-replayable");

    /// <summary>A migration stopped in the middle, so that its changes look like drift.</summary>
    public static readonly FindingCode DriftInTheMiddle = new("PL561", "drift-in-the-middle");

    /// <summary>A database has no ledger to be held against.</summary>
    public static readonly FindingCode NothingRecorded = new("PL562", "nothing-recorded");

    /// <summary>The ledger does not tell when drift happened.</summary>
    public static readonly FindingCode DriftNotDated = new("PL563", "drift-not-dated");

    /// <summary>A difference that no DDL of Plumb's makes go away.</summary>
    public static readonly FindingCode DriftNotMendable = new("PL565", "drift-not-mendable");

    /// <summary>A migration that was written leaves out some of the difference.</summary>
    public static readonly FindingCode WrittenInPart = new("PL566", "written-in-part");

    /// <summary>The revert script of a migration that was written loses data.</summary>
    public static readonly FindingCode RevertLosesData = new("PL567", "revert-loses-data");

    /// <summary>The ledger holds an observation after an event that it does not hold.</summary>
    public static readonly FindingCode ObservationWithoutEvent = new("PL568", "observation-without-event");

    /// <summary>The schema could not be observed after a run.</summary>
    public static readonly FindingCode NotObserved = new("PL564", "not-observed");
}
