using Plumb.Catalog;

namespace Plumb.Diffing;

/// <summary>One difference between two snapshots: a fact that only one of them has, or that they state differently.</summary>
public sealed class Delta
{
    private Delta(Fact? before, Fact? after)
    {
        Before = before;
        After = after;
    }

    /// <summary>The fact as the first snapshot has it; null when it was added.</summary>
    public Fact? Before { get; }

    /// <summary>The fact as the second snapshot has it; null when it was removed.</summary>
    public Fact? After { get; }

    /// <summary>The fact that it is about.</summary>
    public FactId Id => (After ?? Before)!.Id;

    /// <summary>Whether the fact was added, removed or changed.</summary>
    public DeltaKind Kind => Before is null ? DeltaKind.Added : After is null ? DeltaKind.Removed : DeltaKind.Changed;

    /// <summary>The properties that differ, in the order in which the facts state them; all of them for what was added or removed.</summary>
    public IEnumerable<PropertyChange> Properties
    {
        get
        {
            foreach (var property in Before?.Payload ?? default)
            {
                var after = After?.Payload[property.Name];
                if (after != property.Value)
                {
                    yield return new PropertyChange(property.Name, property.Value, after);
                }
            }

            foreach (var property in After?.Payload ?? default)
            {
                if (Before?.Payload[property.Name] is null)
                {
                    yield return new PropertyChange(property.Name, null, property.Value);
                }
            }
        }
    }

    /// <summary>A fact that only the second snapshot has.</summary>
    public static Delta Added(Fact fact) => new(null, fact);

    /// <summary>A fact that only the first snapshot has.</summary>
    public static Delta Removed(Fact fact) => new(fact, null);

    /// <summary>A fact that both have, with different properties.</summary>
    public static Delta Changed(Fact before, Fact after) => new(before, after);

    /// <summary>The other way round.</summary>
    public Delta Reversed() => new(After, Before);

    /// <summary>What happened to which fact, for people.</summary>
    public override string ToString() => Kind == DeltaKind.Changed ? $"changed {Id}: {string.Join(", ", Properties)}" : $"{(Before is null ? "added" : "removed")} {(After ?? Before)}";
}
