using System.Globalization;

namespace Plumb.Findings;

/// <summary>Durations as people write them: a whole number and <c>ms</c>, <c>s</c> or <c>min</c>.</summary>
public static class DurationText
{
    private const long MostMilliseconds = int.MaxValue;

    /// <summary>Reads such as <c>500ms</c>, <c>5s</c> or <c>2 min</c>; false for anything else and for more than PostgreSQL's 24 days.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var unit = digits < 0 ? 0 : text[digits..].Trim() switch { "ms" => 1L, "s" => 1000, "min" => 60_000, _ => 0 };
        var isNumber = long.TryParse(digits < 0 ? "" : text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        var isValid = isNumber && unit > 0 && count <= MostMilliseconds / unit;
        duration = isValid ? TimeSpan.FromMilliseconds(count * unit) : TimeSpan.Zero;
        return isValid;
    }
}
