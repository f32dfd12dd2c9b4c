using Plumb.Proof;
using Plumb.Proof.Obligations;

namespace Plumb.Watching;

/// <summary>Which obligations a watch judges, and when: what takes a few trials at once, what takes many in the background.</summary>
/// <param name="options">What is demanded.</param>
internal sealed class WatchObligations(ProofOptions options)
{
    private static readonly string[] Quick = ["verified", "reversible", "idempotent", "access"];

    /// <summary>These too, as long as no sizes are known with which the time would be measured.</summary>
    private static readonly string[] QuickWithoutSizes = ["lock-safe", "no-rewrite"];

    /// <summary>Those of the verdict that follows a save.</summary>
    public IReadOnlyList<IObligation> AtOnce => [.. Demanded.Where(IsQuick)];

    /// <summary>Those that are judged after it.</summary>
    public IReadOnlyList<IObligation> Later => [.. Demanded.Where(o => !IsQuick(o))];

    /// <summary>That of the migrations which were not saved themselves.</summary>
    public IReadOnlyList<IObligation> OfOthers => [.. Demanded.Where(static o => o is Verified)];

    /// <summary>The names of those that ask for the whole chain, and are left to <c>plumb prove</c>.</summary>
    public IReadOnlyList<string> Left =>
        [.. ObligationList.Names.Where(name => options.DemandOn(name) != Demand.Off && ObligationList.OfChain.Any(o => o.Name == name) && ObligationList.All.All(o => o.Name != name))];

    private IEnumerable<IObligation> Demanded => ObligationList.All.Where(o => options.DemandOn(o.Name) != Demand.Off);

    private bool IsQuick(IObligation obligation) => Quick.Contains(obligation.Name, StringComparer.Ordinal)
        || options.Statistics is null && QuickWithoutSizes.Contains(obligation.Name, StringComparer.Ordinal);
}
