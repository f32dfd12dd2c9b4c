namespace Plumb.Proof.Rows;

/// <summary>A table, as far as it decides which rows it takes.</summary>
/// <param name="Oid">Its OID.</param>
/// <param name="Schema">Its schema's name, without quotes.</param>
/// <param name="Name">Its name with its schema, quoted where it must be.</param>
/// <param name="Columns">Its columns in order.</param>
internal sealed record TableShape(uint Oid, string Schema, string Name, IReadOnlyList<ColumnShape> Columns)
{
    /// <summary>Whether it is a partition of another table.</summary>
    public bool IsPartition { get; init; }

    /// <summary>Its foreign keys, the one with the most columns first.</summary>
    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>The columns of each primary key, unique constraint and unique index; 0 stands for an expression.</summary>
    public IReadOnlyList<IReadOnlyList<int>> UniqueKeys { get; init; } = [];

    /// <summary>What else its rows must obey.</summary>
    public IReadOnlyList<TableRule> Rules { get; init; } = [];

    /// <summary>The column of that number.</summary>
    public ColumnShape Column(int number) => Columns.First(c => c.Number == number);

    /// <summary>Whether two rows may not have the same value in this column.</summary>
    public bool IsUnique(ColumnShape column) => UniqueKeys.Any(k => k.Contains(column.Number)) || Rules.Any(r => r.Definition.StartsWith("EXCLUDE", StringComparison.Ordinal) && r.Columns.Contains(column.Number));

    /// <summary>Whether every row must point somewhere by this key.</summary>
    public bool Requires(ForeignKey key) => key.Columns.All(n => !Column(n).IsNullable);

    /// <summary>What the table was when rows were made for it: when this is another, it wants more.</summary>
    public string Key => string.Join('|', Columns.Select(static c => $"{c.Name} {c.Type} {c.IsNullable}")) + "|" + string.Join('|', Rules.Select(static r => r.Definition));
}
