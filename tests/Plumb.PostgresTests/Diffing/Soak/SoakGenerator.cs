namespace Plumb.PostgresTests.Diffing.Soak;

/// <summary>Makes random schemas, and random changes of them. The same seed makes the same.</summary>
internal sealed class SoakGenerator(int seed)
{
    private static readonly (string Type, string[] Defaults)[] Types =
    [
        ("integer", ["0", "7", "(2 + 3)"]),
        ("bigint", ["1", "10000000000"]),
        ("text", ["'x'", "'it''s'", "lower('A')"]),
        ("character varying(20)", ["'y'"]),
        ("boolean", ["true"]),
        ("date", ["'2024-02-29'::date"]),
        ("timestamp with time zone", ["now()"]),
        ("numeric(10,2)", ["1.5"]),
        ("jsonb", ["'{}'::jsonb"]),
        ("uuid", ["gen_random_uuid()"]),
        ("integer[]", ["'{}'::integer[]"]),
        ("@.e", ["'a'::@.e"]),
        ("@.e[]", ["'{a}'::@.e[]"]),
        ("@.d", ["5"]),
    ];

    private static readonly string[] Names = ["a", "B", "c c", "d.d", "select", "ü", "x", "y", "z", "order", "q1", "q2"];

    // Those that a column of the one type can become without a look at its values.
    private static readonly Dictionary<string, string[]> Wider = new(StringComparer.Ordinal)
    {
        ["integer"] = ["bigint", "text", "numeric(10,2)"],
        ["bigint"] = ["text"],
        ["character varying(20)"] = ["text", "character varying(40)"],
        ["text"] = ["character varying(40)"],
        ["date"] = ["timestamp with time zone", "text"],
        ["boolean"] = ["text"],
        ["@.e"] = ["text"],
        ["@.d"] = ["integer", "bigint"],
        ["uuid"] = ["text"],
        ["jsonb"] = ["text"],
    };

    private readonly Random random = new(seed);

    /// <summary>A schema with two to five tables.</summary>
    public SoakSchema Create(string name)
    {
        var tables = Enumerable.Range(0, random.Next(2, 6)).Select(i => Table($"t{i}")).ToList();
        return new SoakSchema(name, [.. tables.Select(t => t with { References = [.. tables.Where(u => u.Name != t.Name && OneIn(4)).Select(static u => u.Name)] })])
        {
            Labels = ["a", "b", .. OneIn(2) ? new[] { "c" } : []],
            Least = random.Next(-3, 3),
            Function = (OneIn(3) ? "bigint" : "integer", random.Next(3)),
            Views = [.. Enumerable.Range(0, random.Next(4)).Select(i => View(i, tables))],
        };
    }

    /// <summary>The schema with a few changes.</summary>
    public SoakSchema Change(SoakSchema schema)
    {
        var tables = schema.Tables.Where(_ => !OneIn(8)).Select(Change).ToList();
        if (OneIn(4))
        {
            tables.Add(Table($"n{random.Next(10)}"));
        }

        var views = schema.Views.Where(_ => !OneIn(6)).Select(v => OneIn(4) ? v with { Constant = random.Next(5), Columns = [.. v.Columns.Skip(OneIn(2) ? 1 : 0)] } : v).ToList();
        return schema with
        {
            Tables = tables,
            Labels = OneIn(4) ? [.. schema.Labels, "d"] : OneIn(8) ? [.. schema.Labels.Reverse()] : schema.Labels,
            Least = OneIn(5) ? schema.Least - 1 : schema.Least,
            Function = OneIn(4) ? (OneIn(2) ? "bigint" : "integer", random.Next(3)) : schema.Function,
            Views = OneIn(4) && tables.Count > 0 ? [.. views, View(9, tables)] : views,
        };
    }

    private SoakTable Table(string name)
    {
        SoakColumn id = new("id", OneIn(3) ? "bigint" : "integer", null) { Identity = OneIn(4) ? random.Next(1, 4) : 0, IsNotNull = true };
        var columns = new List<SoakColumn> { id };
        foreach (var column in Names.OrderBy(_ => random.Next()).Take(random.Next(6)))
        {
            columns.Add(Column(column));
        }

        if (OneIn(4))
        {
            columns.Add(new SoakColumn("twice", "bigint", null) { Generated = "id * 2" });
        }

        var table = new SoakTable(name, columns)
        {
            Partitions = OneIn(5) && id.Identity == 0 ? random.Next(3) : null,
            HasRowSecurity = OneIn(5),
            Grants = OneIn(3) ? ["SELECT"] : [],
        };
        return table with { IsUnlogged = table.Partitions is null && OneIn(10), Parts = [.. Parts(table).Where(_ => OneIn(3))] };
    }

    private SoakTable Change(SoakTable table)
    {
        var columns = table.Columns.Where(c => c.Name is "id" || !OneIn(8)).Select(Change).ToList();
        var unused = Names.Where(n => table.Columns.All(c => c.Name != n)).ToList();
        if (OneIn(3) && unused.Count > 0)
        {
            columns.Add(Column(unused[random.Next(unused.Count)]));
        }

        var changed = table with
        {
            Columns = columns,
            Partitions = table.Partitions is { } partitions && OneIn(4) ? partitions + 1 : table.Partitions,
            HasRowSecurity = OneIn(8) ? !table.HasRowSecurity : table.HasRowSecurity,
            IsUnlogged = table.Partitions is null && OneIn(12) ? !table.IsUnlogged : table.IsUnlogged,
            References = [.. table.References.Where(_ => !OneIn(5))],
            Grants = OneIn(5) ? ["SELECT", "INSERT"] : table.Grants,
        };
        return changed with { Parts = [.. Parts(changed).Where(p => table.Parts.Contains(p) ? !OneIn(5) : OneIn(6))] };
    }

    private SoakColumn Change(SoakColumn column)
    {
        if (column.Name is "id" or "twice")
        {
            return column;
        }

        if (OneIn(7) && Wider.TryGetValue(column.Type, out var wider))
        {
            return column with { Type = wider[random.Next(wider.Length)], Default = null };
        }

        return OneIn(7) ? column with { Default = Default(column.Type), IsNotNull = column.IsNotNull && OneIn(2) }
            : OneIn(10) ? column with { Comment = OneIn(2) ? null : "changed" } : column;
    }

    private SoakColumn Column(string name)
    {
        var (type, _) = Types[random.Next(Types.Length)];
        var value = Default(type);
        return new SoakColumn(name, type, value) { IsNotNull = value is not null && OneIn(3), Comment = OneIn(6) ? name : null };
    }

    private string? Default(string type)
    {
        var defaults = Types.FirstOrDefault(t => t.Type == type).Defaults ?? [];
        return defaults.Length > 0 && OneIn(2) ? defaults[random.Next(defaults.Length)] : null;
    }

    // Each column may have an index; some may have a check, a trigger or a policy. The names tell them apart.
    private static IEnumerable<SoakPart> Parts(SoakTable table)
    {
        foreach (var column in table.Columns.Where(static c => c.Type is not "jsonb" && c.Generated is null))
        {
            yield return new($"CREATE INDEX \"{table.Name} {column.Name}\" ON % (\"{column.Name}\")", column.Name);
            yield return new($"ALTER TABLE % ADD CONSTRAINT \"{column.Name} there\" CHECK (\"{column.Name}\" IS NOT NULL) NO INHERIT NOT VALID".Replace(table.Partitions is null ? "\0" : " NO INHERIT NOT VALID", "", StringComparison.Ordinal), column.Name);
        }

        if (table.Columns.FirstOrDefault(static c => c.Type == "@.e") is { } mood)
        {
            // On partitions PostgreSQL names indexes by their columns: two of the same columns would change names, a known gap of plans.
            yield return new($"CREATE INDEX \"{table.Name} moods\" ON % ({(table.Partitions is null ? "id" : "(id + 1)")}) WHERE \"{mood.Name}\" = 'b'", mood.Name);
            yield return new($"CREATE POLICY \"p {mood.Name}\" ON % FOR SELECT USING (\"{mood.Name}\" <> 'a')", mood.Name);
        }

        yield return new("CREATE POLICY own ON % TO catalog_reader USING (@.f(1) > 0)");
        yield return new("CREATE TRIGGER tr BEFORE INSERT ON % FOR EACH ROW EXECUTE FUNCTION @.tr()");
        yield return new("ALTER TABLE % ADD CONSTRAINT k CHECK (@.f(id::integer) <> 99)");
        yield return new("COMMENT ON TABLE % IS 'it''s'");
    }

    private (string Name, string From, IReadOnlyList<string> Columns, int Constant) View(int number, List<SoakTable> tables)
    {
        var from = tables[random.Next(tables.Count)];
        return ($"v{number}", from.Name, [.. from.Columns.Where(_ => OneIn(2)).Select(static c => c.Name)], random.Next(5));
    }

    private bool OneIn(int count) => random.Next(count) == 0;
}
