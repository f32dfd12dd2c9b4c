namespace Plumb.Proof.Rows;

/// <summary>Puts rows of one table together.</summary>
/// <param name="table">The table.</param>
/// <param name="parents">What each foreign key may point to, as the values of its columns; empty where there is nothing yet.</param>
/// <param name="choice">Chooses.</param>
internal sealed class RowComposer(TableShape table, IReadOnlyDictionary<ForeignKey, IReadOnlyList<string?[]>> parents, Choice choice)
{
    private const int LongestAwkward = 6;
    private const int SmallNumbers = 3;
    private const int SomeNumbers = 200;

    private readonly List<ColumnShape> columns = [.. table.Columns.Where(static c => !c.IsGenerated)];
    private readonly Dictionary<int, ValuePool> pools = table.Columns.ToDictionary(static c => c.Number, c => ValuePool.Of(table, c));
    private readonly HashSet<int> keyed = [.. table.ForeignKeys.SelectMany(static k => k.Columns)];
    private int next;

    /// <summary>The most usual row: defaults where there are some, NULL nowhere, else the first form of each type.</summary>
    public Dictionary<int, Cell> First()
    {
        var row = columns.Where(c => !keyed.Contains(c.Number)).ToDictionary(static c => c.Number, c => c.HasDefault ? Cell.Default : Made(c, 0, next));
        Point(row);
        next++;
        return row;
    }

    /// <summary>A row like <paramref name="model"/> with other values in <paramref name="changed"/>, chosen at random from all forms.</summary>
    public Dictionary<int, Cell> Guess(IReadOnlyDictionary<int, Cell> model, IReadOnlySet<int> changed)
    {
        var row = new Dictionary<int, Cell>(model);
        foreach (var column in columns.Where(c => changed.Contains(c.Number) && !keyed.Contains(c.Number)))
        {
            var forms = pools[column.Number].Forms.Count;
            var pick = choice.Below(forms + (column.IsNullable ? 1 : 0) + (column.HasDefault ? 1 : 0));
            row[column.Number] = pick < forms ? Made(column, pick, SomeNumber()) : pick == forms && column.IsNullable ? Cell.Null : Cell.Default;
        }

        if (changed.Overlaps(keyed))
        {
            Point(row);
        }

        next++;
        return Freshened(row);
    }

    /// <summary>
    /// Rows like one that the server has taken: with NULL in each column that takes it and in all of them, with each awkward value,
    /// with other parents, and with the same values again.
    /// </summary>
    public IEnumerable<Dictionary<int, Cell>> Variants(Dictionary<int, Cell> model)
    {
        yield return Freshened(model);
        yield return Freshened(model);
        yield return Freshened(Pointed(model));
        var nullable = columns.Where(static c => c.IsNullable).ToList();
        foreach (var column in nullable)
        {
            yield return With(model, column, Cell.Null);
        }

        if (nullable.Count > 1)
        {
            var bare = new Dictionary<int, Cell>(model);
            nullable.ForEach(c => bare[c.Number] = Cell.Null);
            yield return Freshened(bare);
        }

        for (var i = 0; i < LongestAwkward; i++)
        {
            foreach (var column in columns.Where(c => !keyed.Contains(c.Number) && i < pools[c.Number].Awkward.Count))
            {
                yield return With(model, column, Cell.Of(pools[column.Number].Awkward[i]));
            }
        }
    }

    /// <summary>The INSERT of a row.</summary>
    public string Insert(Dictionary<int, Cell> row)
    {
        var given = columns.Where(c => row.TryGetValue(c.Number, out var cell) && !cell.IsDefault).ToList();
        return given.Count == 0
            ? $"INSERT INTO {table.Name} DEFAULT VALUES"
            : $"INSERT INTO {table.Name} ({string.Join(", ", given.Select(static c => c.Name))}) VALUES ({string.Join(", ", given.Select(c => row[c.Number].ToSql()))})";
    }

    private Dictionary<int, Cell> With(Dictionary<int, Cell> model, ColumnShape column, Cell cell)
    {
        var row = Freshened(model);
        row[column.Number] = cell;
        return row;
    }

    // The same row with other values where no two rows may be alike.
    private Dictionary<int, Cell> Freshened(Dictionary<int, Cell> model)
    {
        var row = new Dictionary<int, Cell>(model);
        next++;
        foreach (var column in columns.Where(table.IsUnique))
        {
            if (row.TryGetValue(column.Number, out var cell) && cell.Form is { } form)
            {
                row[column.Number] = cell with { Text = form(next) };
            }
        }

        return table.UniqueKeys.Any(k => k.Any(keyed.Contains)) ? Pointed(row) : row;
    }

    private Dictionary<int, Cell> Pointed(Dictionary<int, Cell> model)
    {
        var row = new Dictionary<int, Cell>(model);
        Point(row);
        return row;
    }

    // A column that two keys share keeps what the wider key gave it.
    private void Point(Dictionary<int, Cell> row)
    {
        var given = new HashSet<int>();
        foreach (var key in table.ForeignKeys)
        {
            var candidates = parents[key];
            var parent = candidates.Count == 0 ? null : candidates[(next + choice.Below(candidates.Count)) % candidates.Count];
            for (var i = 0; i < key.Columns.Count; i++)
            {
                if (given.Add(key.Columns[i]) && !table.Column(key.Columns[i]).IsGenerated)
                {
                    row[key.Columns[i]] = Cell.Of(parent?[i]);
                }
            }
        }
    }

    private Cell Made(ColumnShape column, int form, int number)
    {
        var made = pools[column.Number].Forms[form];
        return new Cell(made(number), made, IsDefault: false);
    }

    // Small ones often, because bounds lie near each other.
    private int SomeNumber() => choice.Below(choice.Below(2) == 0 ? SmallNumbers : SomeNumbers);
}
