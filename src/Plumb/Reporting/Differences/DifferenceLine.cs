using System.Runtime.InteropServices;

namespace Plumb.Reporting.Differences;

/// <summary>One line about an object.</summary>
/// <param name="Mark"><c>-</c> for what the first side has, <c>+</c> for what the second has, <c>~</c> for what both have and differs, a space for what is equal.</param>
/// <param name="Name">The part; empty for a line of a text.</param>
/// <param name="Value">What it is, or how it differs.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DifferenceLine(char Mark, string Name, string Value)
{
    /// <summary>Whether the line belongs to a text, which is not wrapped.</summary>
    public bool IsText { get; init; }
}
