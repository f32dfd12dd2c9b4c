namespace Plumb.Proof.Rows;

/// <summary>A column, as far as it decides which values it takes.</summary>
/// <param name="Number">Its number in the table.</param>
/// <param name="Name">Its name, quoted where it must be.</param>
/// <param name="Type">Its type with modifiers, such as <c>numeric(10,2)</c>; of a domain, the type below it.</param>
/// <param name="TypeName">The name of that type in the catalog, such as <c>int4</c>.</param>
/// <param name="Element">The same of an array's elements; null for other types.</param>
/// <param name="Labels">The labels of an enum, or of an array's enum; empty for other types.</param>
/// <param name="IsNullable">Whether it takes NULL.</param>
/// <param name="HasDefault">Whether it may be left out of an INSERT for a value of the server's making.</param>
/// <param name="IsGenerated">Whether it must be left out.</param>
internal sealed record ColumnShape(
    int Number, string Name, string Type, string TypeName, string? Element, IReadOnlyList<string> Labels, bool IsNullable, bool HasDefault, bool IsGenerated);
