using System.Globalization;

namespace Plumb.Diffing.Planning;

/// <summary>What rules may know besides their facts.</summary>
internal sealed class PlanContext(SnapshotDifference difference, PlanOptions options)
{
    /// <summary>The database as it is.</summary>
    public PlanSide Before { get; } = new(difference.Before);

    /// <summary>The database as it is to be.</summary>
    public PlanSide After { get; } = new(difference.After);

    public PlanOptions Options { get; } = options;

    /// <summary>The major version of the server that the plan is for.</summary>
    public int Version { get; } = int.Parse(difference.Before.ServerVersion.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>What is created, dropped and altered; complete once statements are asked for, and still growing when a rule says how to alter.</summary>
    public required ChangeSet Changes { get; init; }
}
