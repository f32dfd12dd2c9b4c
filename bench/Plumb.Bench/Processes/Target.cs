using System.Globalization;

namespace Plumb.Bench.Processes;

/// <summary>What must not be exceeded: a time, or a ratio to another contender.</summary>
/// <param name="Limit">Seconds, or the ratio.</param>
/// <param name="Of">The other contender; null for a time.</param>
internal sealed record Target(double Limit, string? Of = null)
{
    /// <summary>Whether it is kept.</summary>
    /// <param name="median">The median in seconds.</param>
    /// <param name="ratioTo">The median of the ratios to a contender.</param>
    public bool IsMet(double median, Func<string, double> ratioTo) => (Of is null ? median : ratioTo(Of)) <= Limit;

    public override string ToString() => Of is null
        ? string.Create(CultureInfo.InvariantCulture, $"≤ {Limit * 1000:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"≤ {Limit:0.0} × {Of}");
}
