using System.Runtime.InteropServices;
using Plumb.Catalog;

namespace Plumb.Diffing;

/// <summary>How a property of a fact differs.</summary>
/// <param name="Name">The property.</param>
/// <param name="Before">Its value in the first snapshot; null for its default.</param>
/// <param name="After">Its value in the second snapshot; null for its default.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PropertyChange(string Name, FactValue? Before, FactValue? After)
{
    /// <summary>The change for people: <c>type integer → bigint</c>.</summary>
    public override string ToString() => $"{Name} {Before?.ToString() ?? "–"} → {After?.ToString() ?? "–"}";
}
