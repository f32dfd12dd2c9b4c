using Plumb.Migrations;

namespace Plumb.Presence;

/// <summary>What a migration makes and removes, held against a database.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Objects">Each thing, in the order of the names; empty when it changes rows only.</param>
public sealed record MigrationPresence(Migration Migration, IReadOnlyList<ObjectPresence> Objects)
{
    /// <summary>True when everything is as the migration leaves it.</summary>
    public bool IsComplete => Objects.All(static o => o.State == ObjectState.Equal);

    /// <summary>True when nothing of it is there.</summary>
    public bool IsAbsent => Objects.Count > 0 && Objects.All(static o => o.State is ObjectState.Lacks or ObjectState.Remains);

    /// <summary>How many things are in that state.</summary>
    public int Count(ObjectState state) => Objects.Count(o => o.State == state);
}
