using Plumb.Migrations;
using Plumb.Proof;
using Plumb.Shadow;

namespace Plumb.Watching;

/// <summary>A project as its files are at one moment.</summary>
/// <param name="Root">Its folder.</param>
/// <param name="Migrations">The migrations folder relative to it, as <c>plumb.yaml</c> names it; null when it is recognised.</param>
/// <param name="Chain">Its migrations.</param>
/// <param name="Options">What is proven of them.</param>
/// <param name="Embedded">On which server.</param>
public sealed record WatchedProject(string Root, string? Migrations, Chain Chain, ProofOptions Options, EmbeddedServerOptions Embedded)
{
    /// <summary>Whether the same is demanded of the chain, on the same kind of server.</summary>
    internal bool DemandsTheSameAs(WatchedProject other) =>
        HasTheSameServerAs(other)
        && Options.Environment == other.Options.Environment
        && ChainProof.Obligations.All(o => Options.DemandOn(o) == other.Options.DemandOn(o));

    /// <summary>Whether the chain runs on the same kind of server.</summary>
    internal bool HasTheSameServerAs(WatchedProject other) => Embedded.Profile == other.Embedded.Profile;
}
