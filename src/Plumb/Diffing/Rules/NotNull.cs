using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>From PostgreSQL 18 on NOT NULL is a constraint; those with a name of their own are facts.</summary>
internal static class NotNull
{
    /// <summary>Whether a constraint with a name of its own makes the column NOT NULL.</summary>
    public static bool IsNamed(Fact column, PlanSide side) =>
        side.Parts(column.Id.Parent!, "constraint").Any(k => Is(k) && ColumnOf(k) == Findings.SqlName.Quoted(column.Id.Name));

    /// <summary>Whether the constraint is of this kind.</summary>
    public static bool Is(Fact constraint) => constraint.Payload["type"]?.Text == "not null";

    /// <summary>The column of such a constraint, as it is written in SQL.</summary>
    public static string ColumnOf(Fact constraint)
    {
        var definition = constraint.Payload["definition"]!.Value.Text!["NOT NULL ".Length..];
        return definition.EndsWith(" NO INHERIT", StringComparison.Ordinal) ? definition[..^" NO INHERIT".Length] : definition;
    }
}
