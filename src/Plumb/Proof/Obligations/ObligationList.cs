namespace Plumb.Proof.Obligations;

/// <summary>The obligations, in the order in which they are judged and reported.</summary>
internal static class ObligationList
{
    /// <summary>All of them. To add one: its file, its line here, its name in <c>ConfigurationFile</c>, a section in docs/prove.md, a faulty case and its twin in the corpus.</summary>
    public static IReadOnlyList<IObligation> All { get; } =
    [
        new Verified(),
        new Meaningful(),
        new Reversible(),
        new Idempotent(),
        new Access(),
    ];
}
