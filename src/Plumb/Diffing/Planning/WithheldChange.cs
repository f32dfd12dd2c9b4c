namespace Plumb.Diffing.Planning;

/// <summary>A difference that the plan leaves, as the options do not allow what it takes, or PostgreSQL does not.</summary>
/// <param name="Change">What is not done.</param>
/// <param name="Reason">Why: what would be lost, or which other withheld change it needs.</param>
public sealed record WithheldChange(PlannedChange Change, string Reason)
{
    /// <summary>Both, for people.</summary>
    public override string ToString() => $"{Change}: {Reason}";
}
