using System.Runtime.InteropServices;

namespace Plumb.Proof.Rows;

/// <summary>What a row holds in one column.</summary>
/// <param name="Text">The value in the server's text form; null for NULL, or for the default.</param>
/// <param name="Form">The form that made it, and makes others like it; null for a value of its own.</param>
/// <param name="IsDefault">True where the server makes the value.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Cell(string? Text, ValueForm? Form, bool IsDefault)
{
    /// <summary>NULL.</summary>
    public static Cell Null => default;

    /// <summary>The column's default.</summary>
    public static Cell Default => new(null, null, IsDefault: true);

    /// <summary>A value of its own.</summary>
    public static Cell Of(string? text) => new(text, null, IsDefault: false);

    /// <summary>The value in SQL.</summary>
    public string ToSql() => Text is null ? "NULL" : $"'{Text.Replace("'", "''", StringComparison.Ordinal)}'";
}
