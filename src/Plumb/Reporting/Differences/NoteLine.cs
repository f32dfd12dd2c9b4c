using System.Runtime.InteropServices;

namespace Plumb.Reporting.Differences;

/// <summary>One line of a note below an object.</summary>
/// <param name="Label">What it is about; empty on lines that go on.</param>
/// <param name="Text">The line.</param>
/// <param name="IsStatement">Whether it is SQL that a person may copy: it is not broken.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NoteLine(string Label, string Text, bool IsStatement);
