using Plumb.Catalog;
using Plumb.Findings;

namespace Plumb.Presence;

/// <summary>One thing that a migration makes or removes, with all its parts, in a database.</summary>
/// <param name="Id">The table, function, index, column or whatever it is.</param>
/// <param name="State">How it stands there.</param>
/// <param name="EqualParts">How many of its named parts, such as columns and constraints, are equal.</param>
/// <param name="Differences">What differs, one line each; empty unless it differs.</param>
public sealed record ObjectPresence(FactId Id, ObjectState State, int EqualParts, IReadOnlyList<string> Differences)
{
    /// <summary>Where the migration makes it; null when that is not known.</summary>
    public Place? MadeAt { get; init; }

    /// <summary>True when the migration removes it.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The thing and its state, for people.</summary>
    public override string ToString() => State switch
    {
        ObjectState.Equal => $"is there   {Id}",
        ObjectState.Differs => $"differs    {Id}",
        ObjectState.Lacks => $"lacks      {Id}{(MadeAt is null ? "" : FormattableString.Invariant($", of line {MadeAt.Line}"))}",
        _ => $"remains    {Id}",
    };
}
