using System.Globalization;

namespace Plumb.Bench.Processes;

/// <summary>What a median must not exceed: a time, or a multiple of another contender's median.</summary>
/// <param name="Limit">Seconds, or the multiple.</param>
/// <param name="Of">The contender whose median is multiplied; null for a time.</param>
internal sealed record Target(double Limit, string? Of = null)
{
    /// <summary>Whether a median keeps it.</summary>
    public bool IsMet(TimeSpan median, IReadOnlyDictionary<string, TimeSpan> medians) =>
        median.TotalSeconds <= Limit * (Of is null ? 1 : medians[Of].TotalSeconds);

    public override string ToString() => Of is null
        ? string.Create(CultureInfo.InvariantCulture, $"≤ {Limit * 1000:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"≤ {Limit:0.0} × {Of}");
}
