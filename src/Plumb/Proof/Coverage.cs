using System.Runtime.InteropServices;

namespace Plumb.Proof;

/// <summary>How much of something was looked at.</summary>
/// <param name="Covered">How many.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Unit">Of what, such as <c>statements</c>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Coverage(int Covered, int Total, string Unit);
