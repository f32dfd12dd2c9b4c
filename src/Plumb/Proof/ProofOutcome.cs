namespace Plumb.Proof;

/// <summary>How an obligation ended for a migration.</summary>
public enum ProofOutcome
{
    /// <summary>Shown by execution.</summary>
    Shown,

    /// <summary>Shown to be false.</summary>
    Faulty,

    /// <summary>The author gave nothing to show it with: no checks, no revert script.</summary>
    Missing,

    /// <summary>There is nothing to show, or what comes before is at fault.</summary>
    NotApplicable,
}
