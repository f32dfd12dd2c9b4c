using System.Globalization;

namespace Plumb.Environments;

/// <summary>How it is written that migrations belong together whose names begin alike: <c>prefix</c>, or <c>prefix:N</c> for the first N characters.</summary>
public static class NamePrefix
{
    /// <summary>The word.</summary>
    public const string Word = "prefix";

    /// <summary>Without a number: as many characters as a date has.</summary>
    private const int OfDate = 8;

    /// <summary>The number of characters; null when it is not written so.</summary>
    public static int? LengthOf(string written) => written == Word ? OfDate
        : written.StartsWith(Word + ":", StringComparison.Ordinal)
            && int.TryParse(written.AsSpan(Word.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0 ? length
        : null;
}
