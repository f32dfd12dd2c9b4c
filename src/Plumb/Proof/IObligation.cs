namespace Plumb.Proof;

/// <summary>Something that a migration must be shown to be.</summary>
internal interface IObligation
{
    /// <summary>Its name in <c>plumb.yaml</c> and in reports.</summary>
    string Name { get; }

    /// <summary>The state in which its trials begin.</summary>
    TrialStart Start => TrialStart.After;

    /// <summary>Whether it wants to know what each statement locks: <see cref="ProofContext.Traced"/>.</summary>
    bool WantsLocks => false;

    /// <summary>Judges one migration that has run without a fault.</summary>
    /// <exception cref="OutsideTransactionException">A trial needs a copy of the database; the obligation is asked again with one.</exception>
    Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken);

    /// <summary>Whether it can be judged on any server where the chain is replayed, so that the second replay does that while the first one goes on.</summary>
    bool IsOfSecondReplay => false;
}
