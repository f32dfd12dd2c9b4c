using System.Security.Cryptography;
using System.Text;
using Plumb.Catalog;

namespace Plumb.Diffing.Scripts;

/// <summary>The queries of the checks: plain SQL on the catalog that a person can read, and that fails when what it names is not there.</summary>
internal static class VerifyQueries
{
    private const string NoPath = "SELECT set_config('search_path', '', true);";

    public static string Columns(FactId table, IReadOnlyList<Delta> columns) => $"""
        {NoPath}
        SELECT * FROM (VALUES {Rows(columns.Select(static d => $"{Literal(d.Id.Name)}, {Literal(d.After!.Payload["type"]?.Text ?? "")}, {(d.After.Payload["not_null"] is null ? "false" : "true")}"))}) AS expected (name, type, not_null)
        EXCEPT
        SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute
        WHERE attrelid = {Literal(table.SqlName)}::regclass AND attnum > 0 AND NOT attisdropped;
        """;

    // PostgreSQL's own way to look up an object by its address; one that is not there is an error that names it.
    public static string Addresses(IReadOnlyList<Delta> objects) => $"""
        SELECT wanted.* FROM (VALUES {Rows(objects.Select(static d => ObjectAddress.Of(d.Id)!).Select(static a => $"{Literal(a.Type)}, ARRAY[{List(a.Names)}]"))}) AS wanted (type, name),
          pg_get_object_address(wanted.type, wanted.name, '{"{}"}');
        """;

    public static string Routine(FactId id) => $"""
        {NoPath}
        SELECT proname FROM pg_proc
        WHERE {RoutineCondition(id, "")};
        """;

    public static string Definition(FactId id, string definition) => $"""
        {NoPath}
        SELECT encode(sha256(convert_to(pg_get_functiondef(oid), 'UTF8')), 'hex') = '{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition)))}' FROM pg_proc
        WHERE {RoutineCondition(id, "")};
        """;

    public static string RoutineCondition(FactId id, string at) =>
        $"{at}pronamespace = {Literal(id.Parent!.SqlName)}::regnamespace AND {at}proname = {Literal(id.Name)} AND pg_get_function_identity_arguments({at}oid) = {Literal(id.Arguments ?? "")}";

    public static string IsType(FactId id) => $"SELECT to_regtype({Literal(id.SqlName)}) IS NOT NULL;";

    public static string RowSecurity(FactId table) => $"SELECT relrowsecurity FROM pg_class WHERE oid = {Literal(table.SqlName)}::regclass;";

    public static string Indexes(IReadOnlyList<Delta> indexes) => $"""
        SELECT indexrelid::regclass, indisvalid FROM pg_index
        WHERE indexrelid IN ({string.Join(", ", indexes.Select(static i => $"{Literal(i.Id.SqlName)}::regclass"))});
        """;

    public static string Defaults(FactId table, IReadOnlyList<Delta> defaults) => $"""
        {NoPath}
        SELECT expected.name, expected.expression, pg_get_expr(d.adbin, CASE a.attgenerated WHEN '' THEN 0 ELSE a.attrelid END) AS found
        FROM (VALUES {Rows(defaults.Select(static d => $"{Literal(d.Id.Parent!.Name)}, {(d.After?.Payload["expression"]?.Text is { } value ? Literal(value) : "NULL")}"))}) AS expected (name, expression)
        LEFT JOIN pg_attribute AS a ON a.attrelid = {Literal(table.SqlName)}::regclass AND a.attname = expected.name
        LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE expected.expression IS DISTINCT FROM pg_get_expr(d.adbin, CASE a.attgenerated WHEN '' THEN 0 ELSE a.attrelid END);
        """;

    /// <summary>What is given and should not be, or the other way round.</summary>
    public static string Privileges(IReadOnlyList<Delta> privileges)
    {
        var holder = PrivilegeHolder.Of(privileges[0].Id.Parent!)!;
        return $"""
            {NoPath}
            SELECT wanted.* FROM (VALUES {Rows(privileges.Select(static d => $"{Literal(d.Id.Name)}, {Literal(d.Id.Arguments!.Split(" by ")[0])}, {(IsGiven(d) ? "true" : "false")}"))}) AS wanted (grantee, privilege, given)
            WHERE given <> EXISTS (
              SELECT FROM (SELECT (aclexplode({holder.List})).* FROM {holder.Source}) AS a
              WHERE a.privilege_type = wanted.privilege
                AND a.grantee = CASE wanted.grantee WHEN '{AccessControlList.Public}' THEN 0 ELSE (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = wanted.grantee) END);
            """;
    }

    /// <summary>That an object is gone; null for a kind for which there is no such query.</summary>
    public static string? Gone(FactId id) => id.Kind.Word switch
    {
        "function" or "procedure" or "aggregate" => Routine(id),
        "table" or "view" or "materialized view" or "sequence" or "foreign table" or "composite type" => $"SELECT to_regclass({Literal(id.SqlName)}) IS NULL;",
        "enum" or "domain" or "range" or "type" => $"SELECT to_regtype({Literal(id.SqlName)}) IS NULL;",
        "schema" => $"SELECT to_regnamespace({Literal(id.SqlName)}) IS NULL;",
        _ => null,
    };

    public static string DroppedColumns(FactId table, IReadOnlyList<Delta> columns) => $"""
        SELECT attname FROM pg_attribute
        WHERE attrelid = {Literal(table.SqlName)}::regclass AND NOT attisdropped AND attname IN ({List(columns.Select(static d => d.Id.Name))});
        """;

    /// <summary>Whether it is a part of a table that <see cref="DroppedParts"/> can look for.</summary>
    public static bool IsPart(FactId id) => id.Parent?.Kind.Word is "table" && id.Kind.Word is "index" or "constraint" or "trigger" or "policy";

    public static string DroppedParts(FactId table, IReadOnlyList<Delta> parts) => $"""
        SELECT found.* FROM (
          SELECT 'index', i.relname FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid WHERE x.indrelid = {Literal(table.SqlName)}::regclass
          UNION ALL SELECT 'constraint', conname FROM pg_constraint WHERE conrelid = {Literal(table.SqlName)}::regclass
          UNION ALL SELECT 'trigger', tgname FROM pg_trigger WHERE tgrelid = {Literal(table.SqlName)}::regclass
          UNION ALL SELECT 'policy', polname FROM pg_policy WHERE polrelid = {Literal(table.SqlName)}::regclass) AS found (kind, name)
        WHERE (found.kind, found.name) IN ({Rows(parts.Select(static d => $"{Literal(d.Id.Kind.Word)}, {Literal(d.Id.Name)}"))});
        """;

    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static bool IsGiven(Delta privilege) => ReferenceEquals(privilege.Id.Kind, FactKinds.Grant) == (privilege.Kind == DeltaKind.Added);

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Literal));

    private static string Rows(IEnumerable<string> rows) => string.Join(",\n  ", rows.Select(static r => $"({r})"));
}
