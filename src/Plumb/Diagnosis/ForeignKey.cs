namespace Plumb.Diagnosis;

/// <summary>A foreign key in SQL, quoted where that is needed.</summary>
/// <param name="Child">The table that refers.</param>
/// <param name="ChildColumns">Its columns, separated by commas.</param>
/// <param name="Parent">The table that is referred to.</param>
/// <param name="ParentColumns">Its columns, separated by commas.</param>
internal sealed record ForeignKey(string Child, string ChildColumns, string Parent, string ParentColumns)
{
    /// <summary>The keys that refer to nothing, each with its number of rows.</summary>
    public string MissingQuery =>
        $"SELECT {ChildColumns}, count(*) AS rows FROM {Child} WHERE ({ChildColumns}) IS NOT NULL "
        + $"AND ({ChildColumns}) NOT IN (SELECT {ParentColumns} FROM {Parent} WHERE ({ParentColumns}) IS NOT NULL) GROUP BY {ChildColumns} ORDER BY count(*) DESC, 1";
}
