namespace Plumb.Proof;

/// <summary>Something that a chain must be shown to be once it has been replayed.</summary>
internal interface IChainObligation
{
    /// <summary>Its name in <c>plumb.yaml</c> and in reports.</summary>
    string Name { get; }

    /// <summary>Judges a chain that has been replayed; results may be of single migrations or of the whole chain.</summary>
    Task<IReadOnlyList<ObligationResult>> JudgeAsync(ReplayedChain replayed, CancellationToken cancellationToken);
}
