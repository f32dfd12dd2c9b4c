using System.Globalization;

namespace Plumb.Checks;

/// <summary>Replaces values by what may be told of them.</summary>
internal static class Masked
{
    /// <summary>The type and length of a value, such as <c>‹text, 12 characters›</c>; null stays null.</summary>
    public static string? Value(string? value, string type)
    {
        if (value is null)
        {
            return null;
        }

        var length = new StringInfo(value).LengthInTextElements;
        return string.Create(CultureInfo.InvariantCulture, $"‹{type}, {length} character{(length == 1 ? "" : "s")}›");
    }
}
