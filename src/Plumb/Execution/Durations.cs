using System.Globalization;

namespace Plumb.Execution;

/// <summary>Durations as people read them.</summary>
public static class Durations
{
    /// <summary>About how long, in one unit: <c>31 ms</c>, <c>1.2 s</c>, <c>12 min</c>, <c>3 h</c>.</summary>
    public static string Rough(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(duration.TotalMilliseconds):0} ms"),
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0} h"),
    };
}
