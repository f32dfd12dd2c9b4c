using Plumb.Catalog;

namespace Plumb.Diffing.Planning;

/// <summary>A difference that no DDL of Plumb's makes go away.</summary>
/// <param name="Id">The fact that stays different.</param>
/// <param name="Reason">Why, and what a person can do.</param>
public sealed record UnreachableDifference(FactId Id, string Reason)
{
    /// <summary>Both, for people.</summary>
    public override string ToString() => $"{Id}: {Reason}";
}
