using Plumb.Catalog;

namespace Plumb.Diffing.Rules;

/// <summary>The names for which the objects of a schema compete.</summary>
internal static class RelationNames
{
    public static string Of(FactId id) => $"relation {id.SqlName}";

    /// <summary>Of the index of a constraint.</summary>
    public static string Beside(FactId constraint) => $"relation {constraint.Parent!.Parent!.SqlName}.{Findings.SqlName.Quoted(constraint.Name)}";

    public static string OfType(FactId id) => $"type {id.SqlName}";
}
