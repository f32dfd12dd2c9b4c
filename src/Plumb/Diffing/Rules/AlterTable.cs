using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Writes actions of <c>ALTER TABLE</c>, which works for foreign tables and views, too.</summary>
internal static class AlterTable
{
    /// <summary>On the table and all that inherit from it.</summary>
    public static SqlStatement Of(FactId table, string action) => SqlStatement.Joinable($"ALTER TABLE {table.SqlName}", action);

    /// <summary>On the table alone.</summary>
    public static SqlStatement Only(FactId table, string action) => SqlStatement.Joinable($"ALTER TABLE ONLY {table.SqlName}", action);

    /// <summary>On a column of the table and of all that inherit from it.</summary>
    public static SqlStatement Column(FactId column, string action) => Of(column.Parent!, $"ALTER COLUMN {Findings.SqlName.Quoted(column.Name)} {action}");
}
