using System.Collections.Frozen;
using Plumb.Catalog;

namespace Plumb.Diffing.Scripts;

/// <summary>An object as <c>pg_get_object_address</c> takes it.</summary>
/// <param name="Type">PostgreSQL's word there, such as <c>table constraint</c>.</param>
/// <param name="Names">The names from the outermost inwards.</param>
internal sealed record ObjectAddress(string Type, IReadOnlyList<string> Names)
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["schema"] = "schema",
        ["extension"] = "extension",
        ["table"] = "table",
        ["foreign table"] = "foreign table",
        ["view"] = "view",
        ["materialized view"] = "materialized view",
        ["sequence"] = "sequence",
        ["index"] = "index",
        ["default"] = "default value",
        ["constraint"] = "table constraint",
        ["trigger"] = "trigger",
        ["rule"] = "rule",
        ["policy"] = "policy",
        ["collation"] = "collation",
        ["conversion"] = "conversion",
        ["statistics"] = "statistics object",
        ["event trigger"] = "event trigger",
        ["publication"] = "publication",
        ["server"] = "server",
        ["foreign data wrapper"] = "foreign-data wrapper",
        ["language"] = "language",
        ["text search configuration"] = "text search configuration",
        ["text search dictionary"] = "text search dictionary",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The address of an object; null for a kind that is addressed in another way.</summary>
    public static ObjectAddress? Of(FactId id)
    {
        if (!Types.TryGetValue(id.Kind.Word, out var type))
        {
            return null;
        }

        var names = new Stack<string>();
        for (var at = id.Kind.Naming == FactNaming.OfParent ? id.Parent : id; at is not null; at = at.Parent)
        {
            names.Push(at.Name);
            at = at.Kind.Naming == FactNaming.BesideParent ? at.Parent! : at;
        }

        // A constraint of a domain is found by its type.
        return type is "table constraint" && id.Parent?.Kind.Word is "domain" ? null : new ObjectAddress(type, [.. names]);
    }
}
