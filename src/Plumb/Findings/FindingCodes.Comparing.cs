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
}
