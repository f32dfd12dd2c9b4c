using System.Runtime.InteropServices;
using Plumb.Catalog;

namespace Plumb.Diffing.Planning;

/// <summary>One fact that a step makes, changes or removes.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Id">To what.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlannedChange(ChangeKind Kind, FactId Id)
{
    /// <summary>Both, for people: <c>create column public.videos.title</c>.</summary>
    public override string ToString() => $"{(Kind switch { ChangeKind.Create => "create", ChangeKind.Drop => "drop", _ => "alter" })} {Id}";
}
