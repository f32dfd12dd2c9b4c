using Plumb.Catalog;

namespace Plumb.Diffing.Rules;

/// <summary>The names for which the objects of a schema compete.</summary>
internal static class RelationNames
{
    public static string Of(FactId id) => $"relation {id.SqlName}";

    public static string OfType(FactId id) => $"type {id.SqlName}";
}
