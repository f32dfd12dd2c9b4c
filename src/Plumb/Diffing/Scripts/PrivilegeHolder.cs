using Plumb.Catalog;

namespace Plumb.Diffing.Scripts;

/// <summary>Where the catalog keeps who may do what with an object.</summary>
/// <param name="Source">The catalog's table, called <c>o</c>, with the condition that finds the object.</param>
/// <param name="List">The access control list, with the default where there is none.</param>
internal sealed record PrivilegeHolder(string Source, string List)
{
    /// <summary>The place of an object's privileges; null for a kind of which none is known.</summary>
    public static PrivilegeHolder? Of(FactId id) => id.Kind.Word switch
    {
        "table" or "view" or "materialized view" or "foreign table" => Of("pg_class", "rel", 'r', $"o.oid = {Literal(id.SqlName)}::regclass"),
        "sequence" => Of("pg_class", "rel", 's', $"o.oid = {Literal(id.SqlName)}::regclass"),
        "column" or "view column" => new($"pg_attribute AS o WHERE o.attrelid = {Literal(id.Parent!.SqlName)}::regclass AND o.attname = {Literal(id.Name)}", "o.attacl"),
        "schema" => Of("pg_namespace", "nsp", 'n', $"o.oid = {Literal(id.SqlName)}::regnamespace"),
        "function" or "procedure" or "aggregate" => Of("pg_proc", "pro", 'f', VerifyQueries.RoutineCondition(id, "o.")),
        "enum" or "domain" or "range" or "composite type" or "type" => Of("pg_type", "typ", 'T', $"o.oid = {Literal(id.SqlName)}::regtype"),
        "language" => Of("pg_language", "lan", 'l', $"o.lanname = {Literal(id.Name)}"),
        "server" => Of("pg_foreign_server", "srv", 'S', $"o.srvname = {Literal(id.Name)}"),
        "foreign data wrapper" => Of("pg_foreign_data_wrapper", "fdw", 'F', $"o.fdwname = {Literal(id.Name)}"),
        _ => null,
    };

    private static PrivilegeHolder Of(string catalog, string prefix, char type, string condition) =>
        new($"{catalog} AS o WHERE {condition}", $"coalesce(o.{prefix}acl, acldefault('{type}', o.{prefix}owner))");

    private static string Literal(string text) => VerifyQueries.Literal(text);
}
