namespace Plumb.Diffing;

/// <summary>What happened to a fact from the first snapshot to the second.</summary>
public enum DeltaKind
{
    /// <summary>Only the second snapshot has it.</summary>
    Added,

    /// <summary>Only the first snapshot has it.</summary>
    Removed,

    /// <summary>Both have it, with different properties.</summary>
    Changed,
}
