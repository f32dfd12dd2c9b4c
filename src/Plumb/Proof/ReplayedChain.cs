using Plumb.Diffing;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Shadow;

namespace Plumb.Proof;

/// <summary>A chain after its replay.</summary>
/// <param name="Migrations">Its migrations, in order.</param>
/// <param name="Changes">What each of them changed.</param>
/// <param name="Faults">What did not run.</param>
internal sealed record ReplayedChain(IReadOnlyList<PreparedMigration> Migrations, IReadOnlyList<IReadOnlyList<Delta>> Changes, IReadOnlyList<ReplayFault> Faults)
{
    /// <summary>What the database held before the first one.</summary>
    public required Moment First { get; init; }

    /// <summary>What it held after the last one.</summary>
    public required Moment Last { get; init; }

    /// <summary>The shadow, on which the chain is in place.</summary>
    public required ShadowServer Server { get; init; }

    /// <summary>Who ran the chain.</summary>
    public required ServerIdentity Identity { get; init; }

    /// <summary>Which server it is, to start another one.</summary>
    public required EmbeddedServerOptions Embedded { get; init; }

    /// <summary>How it is proven.</summary>
    public required ProofOptions Options { get; init; }

    /// <summary>The replay on another server; null when nobody asked for it.</summary>
    public SecondReplay? Second { get; init; }

    /// <summary>The results of the migrations so far.</summary>
    public required IReadOnlyList<ObligationResult> Results { get; init; }
}
