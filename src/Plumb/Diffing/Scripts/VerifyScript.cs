using System.Text;
using Plumb.Catalog;

namespace Plumb.Diffing.Scripts;

/// <summary>Writes checks that what a migration made is there and what it dropped is gone.</summary>
internal static class VerifyScript
{
    /// <summary>The script; it says in a comment what it does not check.</summary>
    public static string Of(SnapshotDifference difference)
    {
        var text = new StringBuilder();
        foreach (var changed in difference.ByObject)
        {
            AppendObject(text, changed.Key, [.. changed]);
        }

        return text.Length > 0 ? text.ToString() : "-- check: the migration ran\n-- expect: true\nSELECT true;\n";
    }

    private static void AppendObject(StringBuilder text, FactId whole, IReadOnlyList<Delta> deltas)
    {
        var columns = deltas.Where(static d => d.After is not null && ReferenceEquals(d.Id.Kind, FactKinds.Column)).ToList();
        if (columns.Count > 0)
        {
            Append(text, $"{whole} has its columns", "no rows", ColumnQuery(whole, columns));
        }

        var present = deltas.Where(static d => d.Kind == DeltaKind.Added && !ReferenceEquals(d.Id.Kind, FactKinds.Column)).Select(static d => ObjectAddress.Of(d.Id)).OfType<ObjectAddress>().ToList();
        if (present.Count > 0)
        {
            var title = deltas[0].Id.Equals(whole) && deltas[0].Kind == DeltaKind.Added ? $"{whole} is there" : $"what belongs to {whole} is there";
            Append(text, title, $"{present.Count} row{(present.Count == 1 ? "" : "s")}", AddressQuery(present));
        }

        foreach (var routine in deltas.Where(static d => d.Kind == DeltaKind.Added && IsRoutine(d.Id)))
        {
            Append(text, $"{routine.Id} is there", "1 row", RoutineQuery(routine.Id));
        }

        foreach (var type in deltas.Where(static d => d.Kind == DeltaKind.Added && d.Id.Kind.Word is ("enum" or "domain" or "range" or "composite type")).Select(static d => d.Id))
        {
            Append(text, $"{type} is there", "true", $"SELECT to_regtype({Literal(type.SqlName)}) IS NOT NULL;");
        }

        if (deltas.Any(static d => d.Id.Kind.Word is "row security" && d.After?.Payload["enabled"] is { Boolean: true }))
        {
            Append(text, $"row level security of {whole} is on", "true", $"SELECT relrowsecurity FROM pg_class WHERE oid = {Literal(whole.SqlName)}::regclass;");
        }

        var indexes = deltas.Where(static d => d.After is not null && d.Id.Kind.Word is "index").Select(static d => d.Id).ToList();
        if (indexes.Count > 0)
        {
            Append(text, $"the indexes of {whole} are valid", "true", IndexQuery(indexes));
        }

        foreach (var gone in deltas.Where(static d => d.Kind == DeltaKind.Removed && d.Id.Kind.IsObject))
        {
            AppendGone(text, gone.Id);
        }

        var dropped = deltas.Where(d => d.Kind == DeltaKind.Removed && ReferenceEquals(d.Id.Kind, FactKinds.Column) && !deltas[0].Id.Equals(whole)).Select(static d => d.Id.Name).ToList();
        if (dropped.Count > 0)
        {
            Append(text, $"{whole} has the dropped columns no more", "no rows", $"""
                SELECT attname FROM pg_attribute
                WHERE attrelid = {Literal(whole.SqlName)}::regclass AND NOT attisdropped AND attname IN ({string.Join(", ", dropped.Select(Literal))});
                """);
        }
    }

    private static void AppendGone(StringBuilder text, FactId id)
    {
        if (IsRoutine(id))
        {
            Append(text, $"{id} is gone", "no rows", RoutineQuery(id));
        }
        else if (id.Kind.Word is "table" or "view" or "materialized view" or "sequence" or "foreign table" or "composite type")
        {
            Append(text, $"{id} is gone", "true", $"SELECT to_regclass({Literal(id.SqlName)}) IS NULL;");
        }
        else if (id.Kind.Word is "enum" or "domain" or "range" or "type")
        {
            Append(text, $"{id} is gone", "true", $"SELECT to_regtype({Literal(id.SqlName)}) IS NULL;");
        }
        else if (ReferenceEquals(id.Kind, FactKinds.Schema))
        {
            Append(text, $"{id} is gone", "true", $"SELECT to_regnamespace({Literal(id.SqlName)}) IS NULL;");
        }
    }

    private static string ColumnQuery(FactId table, List<Delta> columns)
    {
        var rows = columns.Select(static d => $"({Literal(d.Id.Name)}, {Literal(d.After!.Payload["type"]?.Text ?? "")}, {(d.After.Payload["not_null"] is null ? "false" : "true")})");
        return $"""
            SELECT set_config('search_path', '', true);
            SELECT * FROM (VALUES {string.Join(",\n  ", rows)}) AS expected (name, type, not_null)
            EXCEPT
            SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute
            WHERE attrelid = {Literal(table.SqlName)}::regclass AND attnum > 0 AND NOT attisdropped;
            """;
    }

    // PostgreSQL's own way to look up an object by its address; one that is not there is an error that names it.
    private static string AddressQuery(List<ObjectAddress> addresses) => $"""
        SELECT wanted.* FROM (VALUES {string.Join(",\n  ", addresses.Select(static a => $"({Literal(a.Type)}, ARRAY[{string.Join(", ", a.Names.Select(Literal))}])"))}) AS wanted (type, name),
          pg_get_object_address(wanted.type, wanted.name, '{"{}"}');
        """;

    private static string RoutineQuery(FactId id) => $"""
        SELECT set_config('search_path', '', true);
        SELECT proname FROM pg_proc
        WHERE pronamespace = {Literal(id.Parent!.SqlName)}::regnamespace AND proname = {Literal(id.Name)} AND pg_get_function_identity_arguments(oid) = {Literal(id.Arguments ?? "")};
        """;

    private static string IndexQuery(List<FactId> indexes) => $"""
        SELECT indexrelid::regclass, indisvalid FROM pg_index
        WHERE indexrelid IN ({string.Join(", ", indexes.Select(static i => $"{Literal(i.SqlName)}::regclass"))});
        """;

    private static bool IsRoutine(FactId id) => id.Kind.Word is "function" or "procedure" or "aggregate";

    private static void Append(StringBuilder text, string title, string expectation, string query) =>
        text.Append(text.Length > 0 ? "\n" : "").Append("-- check: ").Append(title.ReplaceLineEndings(" ")).Append("\n-- expect: ").Append(expectation).Append('\n').Append(query.ReplaceLineEndings("\n")).Append('\n');

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
