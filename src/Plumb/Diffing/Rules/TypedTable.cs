using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Columns of tables that are of a composite type: they come and go with its attributes.</summary>
internal static class TypedTable
{
    /// <summary>The attribute that a column follows; none where its table is of no type.</summary>
    public static IEnumerable<FactId> Attribute(FactId column, PlanSide side)
    {
        if (side.Find(column.Parent)?.Payload["of_type"] is null)
        {
            return [];
        }

        return side.Find(column.Parent)!.Dependencies.SelectMany(d => side.Parts(d, "attribute")).Where(a => a.Id.Name == column.Name).Select(static a => a.Id);
    }

    /// <summary>Whether the change of that attribute changes the column, too: the table is there before and after.</summary>
    public static bool Has(FactId column, PlanSide side, Func<FactId, Change?> changed) =>
        changed(column.Parent!) is null && Attribute(column, side).Any(a => changed(a) is not null && changed(a.Parent!) is null);
}
