namespace Plumb.Diffing.Planning;

/// <summary>What a plan may do, and how.</summary>
public sealed record PlanOptions
{
    /// <summary>Whether it may drop what only the first snapshot has, and lose rows or values. Otherwise such steps are withheld.</summary>
    public bool AllowDrop { get; init; }

    /// <summary>Whether it takes the ways that let others work meanwhile: more steps, some of them outside a transaction, and longer ones.</summary>
    public bool Online { get; init; }

    /// <summary>The role that will run the plan: what it creates belongs to it already. Null when that is not known; then every owner is set.</summary>
    public string? RunsAs { get; init; }
}
