using System.Globalization;
using Npgsql;
using Plumb.Proof.Rows;

namespace Plumb.Proof.Sizes;

/// <summary>
/// Multiplies the rows of tables to the number that statistics say, up to a cap. Keys get values of their own and point to rows that are there; what a
/// constraint looks at stays as in a row that the server has taken; the rest has the widths, NULLs and number of different values that are known.
/// </summary>
/// <param name="connection">A session of a superuser, outside a transaction.</param>
/// <param name="sizes">How large a table is; null when it is not known.</param>
/// <param name="most">The most rows that a table is filled with.</param>
internal sealed class SizedRows(NpgsqlConnection connection, Func<string, TableSize?> sizes, long most)
{
    private const long Sample = 100;

    /// <summary>Multiplies the rows of the tables that are named, and of those that keys of theirs want as many of.</summary>
    /// <returns>How many rows each has then.</returns>
    public async Task<IReadOnlyDictionary<string, long>> FillAsync(IReadOnlyList<TableShape> tables, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        // The rows are like ones that triggers and foreign keys have let through.
        await ExecuteAsync(connection, "SET session_replication_role = replica", cancellationToken).ConfigureAwait(false);
        var wanted = Wanted(tables, names);
        var filled = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables.Where(t => wanted.ContainsKey(t.Name)))
        {
            var there = await RowGenerator.CountAsync(connection, table.Name, cancellationToken).ConfigureAwait(false);
            if (there > 0 && there < wanted[table.Name])
            {
                await FillAsync(table, there, wanted[table.Name], tables, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var name in names)
        {
            filled[name] = await RowGenerator.CountAsync(connection, name, cancellationToken).ConfigureAwait(false);
        }

        await ExecuteAsync(connection, "VACUUM ANALYZE", cancellationToken).ConfigureAwait(false);
        return filled;
    }

    private Dictionary<string, long> Wanted(IReadOnlyList<TableShape> tables, IReadOnlyCollection<string> names)
    {
        var wanted = names.ToDictionary(static n => n, n => Math.Min(sizes(n)?.Rows ?? 0, most), StringComparer.Ordinal);
        for (var i = tables.Count - 1; i >= 0; i--)
        {
            foreach (var key in wanted.ContainsKey(tables[i].Name) ? OwnKeys(tables[i]) : [])
            {
                if (tables.FirstOrDefault(t => t.Oid == key.Referenced) is { } parent)
                {
                    wanted[parent.Name] = Math.Max(wanted.GetValueOrDefault(parent.Name), wanted[tables[i].Name]);
                }
            }
        }

        return wanted;
    }

    private async Task FillAsync(TableShape table, long there, long wanted, IReadOnlyList<TableShape> tables, CancellationToken cancellationToken)
    {
        var (best, taken, all) = ((string?)null, 0L, there);
        foreach (var (asDefault, ruled) in ((bool, bool)[])[(true, false), (false, false), (true, true), (false, true)])
        {
            var insert = Insert(table, there, wanted, tables, asDefault, ruled);
            var some = await TryAsync(insert, Math.Min(Sample, wanted - there), cancellationToken).ConfigureAwait(false);
            all += some;
            (best, taken) = some > taken ? (insert, some) : (best, taken);

            if (taken >= Math.Min(Sample, wanted - there) / 2 || all >= wanted)
            {
                break;
            }
        }

        if (best is not null && all < wanted)
        {
            await TryAsync(best, wanted - all, cancellationToken, from: Sample).ConfigureAwait(false);
        }
    }

    // What two rows may not share is dropped in silence, so that fewer rows come of it.
    private async Task<long> TryAsync(string insert, long rows, CancellationToken cancellationToken, long from = 0)
    {
        var command = new NpgsqlCommand(insert, connection) { CommandTimeout = 0, Parameters = { new() { Value = from }, new() { Value = rows } } };
        await using (command.ConfigureAwait(false))
        {
            try
            {
                return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException)
            {
                return 0;
            }
        }
    }

    private string Insert(TableShape table, long there, long wanted, IReadOnlyList<TableShape> tables, bool asDefault, bool ruled)
    {
        var keys = OwnKeys(table).Where(k => tables.Any(t => t.Oid == k.Referenced)).ToList();
        var given = new Dictionary<int, string>();
        for (var i = 0; i < keys.Count; i++)
        {
            for (var j = 0; j < keys[i].Columns.Count; j++)
            {
                given.TryAdd(keys[i].Columns[j], string.Create(CultureInfo.InvariantCulture, $"p{i}.k{j}"));
            }
        }

        var values = table.Columns.Where(static c => !c.IsGenerated)
            .Select(c => (c.Name, Value: given.GetValueOrDefault(c.Number) ?? ValueOf(table, c, wanted, asDefault, ruled)))
            .Where(static v => v.Value.Length > 0).ToList();
        var parents = keys.Select((k, i) => Parent(k, i, table, tables.First(t => t.Oid == k.Referenced), wanted));
        var numbers = keys.Select((_, i) => string.Create(
            CultureInfo.InvariantCulture, $" JOIN p{i} ON p{i}.n = g{(i == 0 ? "" : $" / (SELECT {string.Join(" * ", Enumerable.Range(0, i).Select(static o => $"(SELECT count(*) FROM p{o})"))})")} % (SELECT count(*) FROM p{i})"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"WITH {string.Join(", ", parents.Prepend($"b AS MATERIALIZED (SELECT row_number() OVER () - 1 AS plumb_n, t.* FROM {table.Name} AS t LIMIT 40)"))} INSERT INTO {table.Name} ({string.Join(", ", values.Select(static v => v.Name))}) SELECT {string.Join(", ", values.Select(static v => v.Value))} FROM generate_series($1::bigint + 1, $1::bigint + $2::bigint) AS g JOIN b ON b.plumb_n = g % {Math.Min(there, 40)}{string.Concat(numbers)} ON CONFLICT DO NOTHING");
    }

    private string ValueOf(TableShape table, ColumnShape column, long wanted, bool asDefault, bool ruled)
    {
        var known = sizes(table.Name)?.Columns.FirstOrDefault(c => Findings.SqlName.Quoted(c.Name) == column.Name);
        var sized = new SizedColumn(column, known, wanted);
        var isKey = table.ForeignKeys.Any(k => k.Columns.Contains(column.Number));
        var isRuled = table.Rules.Any(r => r.Columns.Contains(column.Number));
        var isUnique = !isKey && (table.IsUnique(column) || TypedValues.IsText(column) && table.UniqueKeys.Any(static k => k.Contains(0)));
        return isUnique && asDefault && column.HasDefault ? ""
            : isUnique && !(isRuled && ruled) ? sized.Unique
            : isKey || isRuled || isUnique ? sized.Copied
            : sized.Usual;
    }

    private static string Parent(ForeignKey key, int number, TableShape table, TableShape parent, long wanted)
    {
        var columns = key.ReferencedColumns.Select((c, j) => string.Create(CultureInfo.InvariantCulture, $"{parent.Column(c).Name} AS k{j}"));
        return string.Create(
            CultureInfo.InvariantCulture, $"p{number} AS MATERIALIZED (SELECT row_number() OVER () - 1 AS n, {string.Join(", ", columns)} FROM {parent.Name} LIMIT {wanted})");
    }

    // Those of whose columns a key of the table's own is made: each row wants another row to point to.
    private static List<ForeignKey> OwnKeys(TableShape table) =>
        [.. table.ForeignKeys.Where(k => k.Referenced != table.Oid && table.UniqueKeys.Any(u => u.Any(k.Columns.Contains)))];

    /// <summary>Runs a command, for as long as it takes.</summary>
    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
