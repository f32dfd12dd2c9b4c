namespace Plumb.Diagnosis;

/// <summary>A foreign key in SQL, quoted where that is needed.</summary>
/// <param name="Child">The table that refers.</param>
/// <param name="ChildColumns">Its columns, separated by commas.</param>
/// <param name="Parent">The table that is referred to.</param>
/// <param name="ParentColumns">Its columns, separated by commas.</param>
internal sealed record ForeignKey(string Child, string ChildColumns, string Parent, string ParentColumns)
{
    /// <summary>The keys that refer to nothing, each with its number of rows, as a person would ask for them.</summary>
    public string MissingQuery =>
        $"SELECT {ChildColumns}, count(*) AS rows FROM {Child} WHERE ({ChildColumns}) IS NOT NULL "
        + $"AND ({ChildColumns}) NOT IN (SELECT {ParentColumns} FROM {Parent} WHERE ({ParentColumns}) IS NOT NULL) GROUP BY {ChildColumns} ORDER BY count(*) DESC, 1";

    /// <summary>
    /// The same for Plumb itself, without an operator: those of the types are not where Plumb looks, and grouping compares as the key does.
    /// </summary>
    public string MissingKeys =>
        $"SELECT {ChildColumns}, count(*) AS rows FROM (SELECT {ChildColumns}, true AS plumb_refers FROM {Child} WHERE ({ChildColumns}) IS NOT NULL "
        + $"UNION ALL SELECT {ParentColumns}, false FROM {Parent}) AS keys GROUP BY {ChildColumns} HAVING bool_and(plumb_refers) ORDER BY count(*) DESC, 1";
}
