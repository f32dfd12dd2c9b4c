using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Finds who uses a type.</summary>
internal static class TypeUse
{
    /// <summary>The columns of tables that are of the type, or of an array or a domain of it.</summary>
    public static IEnumerable<Fact> Columns(FactId type, PlanSide side) => side.Facts.Where(f => f.Id.Kind == FactKinds.Column && Uses(f, type, side));

    /// <summary>The tables with such columns.</summary>
    public static IEnumerable<FactId> Tables(FactId type, PlanSide side) => Columns(type, side).Select(static c => c.Id.Parent!).Distinct();

    private static bool Uses(Fact fact, FactId type, PlanSide side) =>
        fact.Dependencies.Any(d => d.Equals(type) || d.Kind.Word is "domain" or "composite type" or "range" && side.Find(d) is { } through && (Uses(through, type, side) || side.Parts(d, "attribute").Any(a => Uses(a, type, side))));
}
