namespace Plumb.Diffing.Planning;

/// <summary>One statement. Those that differ in their items only can be written as one.</summary>
/// <param name="Head">What stands before the items; the whole statement when it has none.</param>
/// <param name="Items">The actions of an <c>ALTER TABLE</c>, the privileges of a <c>GRANT</c>; empty for a statement that is never joined.</param>
/// <param name="Tail">What stands behind them.</param>
internal sealed record SqlStatement(string Head, IReadOnlyList<string> Items, string Tail)
{
    public string Text => Items.Count switch
    {
        0 => Head,
        1 => $"{Head} {Items[0]}{Tail}",
        _ when Tail.Length > 0 => $"{Head} {string.Join(", ", Items)}{Tail}",
        _ => $"{Head}\n  {string.Join(",\n  ", Items)}",
    };

    public static implicit operator SqlStatement(string text) => new(text, [], "");

    public static SqlStatement Joinable(string head, string item, string tail = "") => new(head, [item], tail);

    /// <summary>Both as one; null when they are none.</summary>
    public SqlStatement? Join(SqlStatement next) =>
        Items.Count > 0 && next.Items.Count > 0 && Head == next.Head && Tail == next.Tail ? this with { Items = [.. Items, .. next.Items] } : null;
}
