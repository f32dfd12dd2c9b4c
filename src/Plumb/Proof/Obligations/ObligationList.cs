namespace Plumb.Proof.Obligations;

/// <summary>The obligations, in the order in which they are judged and reported.</summary>
internal static class ObligationList
{
    /// <summary>The names of all obligations, in the order in which they are reported.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Replays.Name, "deterministic", "verified", "meaningful", "reversible", "idempotent", "preserves-data", "lock-safe", "no-rewrite", "resumable", "order-independent", "role-faithful", "access"];

    /// <summary>All that are judged by migration. To add one: its file, its line here, its name in <c>ConfigurationFile</c>, a section in docs/prove.md, a faulty case and its twin in the corpus.</summary>
    public static IReadOnlyList<IObligation> All { get; } =
    [
        new Verified(),
        new Meaningful(),
        new Reversible(),
        new Idempotent(),
        new PreservesData(),
        new LockSafe(),
        new NoRewrite(),
        new Resumable(),
        new Access(),
    ];

    /// <summary>The names of those of which each migration has a result.</summary>
    public static IReadOnlyList<string> OfMigration { get; } = [Replays.Name, .. All.Select(static o => o.Name)];

    /// <summary>Those that are judged when the chain has been replayed. The reversal takes it back; what waits for the second replay comes last.</summary>
    public static IReadOnlyList<IChainObligation> OfChain { get; } =
    [
        new KnownBudgets(),
        new OrderIndependent(),
        new RoleFaithful(),
        new ChainReversal(),
        new Deterministic(),
    ];
}
