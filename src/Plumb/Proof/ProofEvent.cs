namespace Plumb.Proof;

/// <summary>How far a proof is.</summary>
/// <param name="Migration">What it looks at.</param>
/// <param name="Obligation">What it tries to show.</param>
/// <param name="Done">How many migrations are behind it.</param>
/// <param name="Total">How many there are.</param>
public sealed record ProofEvent(string Migration, string Obligation, int Done, int Total);
