using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>A column with what is written with it.</summary>
/// <param name="Column">The column.</param>
/// <param name="Parts">Its default, expression or identity, where they are written with it.</param>
/// <param name="Side">Where it is.</param>
internal sealed record TableColumn(Fact Column, IReadOnlyList<Fact> Parts, PlanSide Side)
{
    /// <summary>Those among the parts of a table, in their order.</summary>
    public static IEnumerable<TableColumn> In(FactId table, IReadOnlyList<Fact> parts, PlanSide side)
    {
        var order = side.Part(table, "column order")?.Payload[0].Value.List.ToList() ?? [];
        var below = parts.ToLookup(static p => p.Id.Parent!);
        return parts.Where(static p => p.Id.Kind == FactKinds.Column).OrderBy(p => order.IndexOf(p.Id.Name)).Select(c => new TableColumn(c, [.. below[c.Id]], side));
    }

    /// <summary>How it is written in CREATE TABLE; null when the type of the table, or a table above, says it all.</summary>
    public string? Definition(bool isTyped) => Column.Payload["inherited"] is null ? Write(isTyped) : null;

    /// <summary>How it is written behind ADD COLUMN.</summary>
    public string Definition() => Write(isTyped: false)!;

    private string? Write(bool isTyped)
    {
        var payload = Column.Payload;
        var type = isTyped ? "" : $" {payload["type"]}{(payload["collation"]?.Text is { } collation ? $" COLLATE {collation}" : "")}";
        var clauses = string.Concat(
            payload["compression"] is { } compression ? $" COMPRESSION {compression}" : "",
            ForeignOptions.Clause(payload["foreign_options"]),
            string.Concat(Parts.Select(PartOf)),
            payload["not_null"] is null || NotNull.IsNamed(Column, Side) ? "" : " NOT NULL");
        return isTyped && clauses.Length == 0 ? null : $"{Findings.SqlName.Quoted(Column.Id.Name)}{(isTyped ? " WITH OPTIONS" : type)}{clauses}";
    }

    /// <summary>What can be said only once it is there.</summary>
    public IEnumerable<SqlStatement> Settings()
    {
        var payload = Column.Payload;
        string?[] actions =
        [
            payload["storage"]?.Text is { } storage ? $"SET STORAGE {ColumnStorage.Word(storage)}" : null,
            payload["statistics_target"] is { } target ? $"SET STATISTICS {target}" : null,
            payload["options"] is { } options ? $"SET ({string.Join(", ", StorageOptions.Items(options))})" : null,
        ];
        return actions.OfType<string>().Select(a => AlterTable.Column(Column.Id, a));
    }

    private static string PartOf(Fact part) => part.Id.Kind.Word == "identity" ? $" {IdentityRule.Definition(part)}" : $" {DefaultRule.Definition(part)}";
}
