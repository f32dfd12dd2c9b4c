namespace Plumb.Proof;

/// <summary>How much weight an obligation has.</summary>
public enum Demand
{
    /// <summary>A fault fails the proof; what was left out does not.</summary>
    Default,

    /// <summary>A fault fails the proof, and so does a migration that gives nothing to show it with.</summary>
    Required,

    /// <summary>Reported, and never fails the proof.</summary>
    Advised,

    /// <summary>Not looked at.</summary>
    Off,
}
