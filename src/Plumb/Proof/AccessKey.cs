using System.Runtime.InteropServices;

namespace Plumb.Proof;

/// <summary>One cell of the access table.</summary>
/// <param name="Role">Who.</param>
/// <param name="Table">What, with its schema.</param>
/// <param name="Command">With which command.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AccessKey(string Role, string Table, string Command);
