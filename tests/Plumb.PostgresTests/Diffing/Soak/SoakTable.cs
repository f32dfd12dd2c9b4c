namespace Plumb.PostgresTests.Diffing.Soak;

/// <summary>A random table. Its first column is <c>id</c>.</summary>
internal sealed record SoakTable(string Name, IReadOnlyList<SoakColumn> Columns)
{
    /// <summary>How many partitions it has; null when it is a plain table.</summary>
    public int? Partitions { get; init; }

    public bool IsUnlogged { get; init; }

    public bool HasRowSecurity { get; init; }

    /// <summary>Checks, keys, indexes, policies and triggers by their names, each with the columns that it uses; written with the table as <c>%</c>.</summary>
    public IReadOnlyList<SoakPart> Parts { get; init; } = [];

    /// <summary>The tables that it refers to.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public IReadOnlyList<string> Grants { get; init; } = [];

    public IEnumerable<string> Create(string schema)
    {
        var name = $"{schema}.\"{Name}\"";
        yield return $"CREATE {(IsUnlogged ? "UNLOGGED " : "")}TABLE {name} ({string.Join(", ", Columns.Select(c => c.Definition.Replace("@", schema, StringComparison.Ordinal)))}, CONSTRAINT \"{Name} key\" PRIMARY KEY (id))"
            + (Partitions is null ? "" : " PARTITION BY RANGE (id)");
        for (var i = 0; i < Partitions; i++)
        {
            yield return $"CREATE TABLE {schema}.\"{Name}_{i}\" PARTITION OF {name} FOR VALUES FROM ({i * 10}) TO ({(i + 1) * 10})";
        }

        foreach (var part in Parts.Where(p => p.Columns.All(u => Columns.Any(c => c.Name == u))))
        {
            yield return part.Text.Replace("%", name, StringComparison.Ordinal).Replace("@", schema, StringComparison.Ordinal);
        }

        foreach (var column in Columns.Where(static c => c.Comment is not null))
        {
            yield return $"COMMENT ON COLUMN {name}.\"{column.Name}\" IS '{column.Comment}'";
        }

        if (HasRowSecurity)
        {
            yield return $"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY";
        }

        foreach (var grant in Grants)
        {
            yield return $"GRANT {grant} ON {name} TO catalog_reader";
        }
    }

    public IEnumerable<string> Refer(string schema) => References.Select(r =>
        $"ALTER TABLE {schema}.\"{Name}\" ADD CONSTRAINT \"{Name} to {r}\" FOREIGN KEY (id) REFERENCES {schema}.\"{r}\" (id) NOT VALID".Replace(Partitions is null ? "\0" : " NOT VALID", "", StringComparison.Ordinal));
}
