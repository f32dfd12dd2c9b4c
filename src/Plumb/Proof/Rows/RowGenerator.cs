using Npgsql;
using Plumb.Findings;

namespace Plumb.Proof.Rows;

/// <summary>
/// Fills the tables of a database with rows that obey every constraint, and with awkward ones among them. What a constraint or a
/// trigger wants is not parsed: values are guessed from types and from what the constraints compare with, and the server decides.
/// </summary>
/// <param name="connection">A session of a role that row security does not bind, and that owns or may write every table.</param>
/// <param name="isWanted">Whether a table is filled for its own sake; others are where a foreign key points to them.</param>
/// <param name="seed">The same seed on the same schema makes the same rows, but for what the server makes itself.</param>
internal sealed class RowGenerator(NpgsqlConnection connection, Func<TableShape, bool> isWanted, ulong seed = 1)
{
    private const int Guesses = 40;
    private const int Rounds = 16;
    private const int Variants = 40;
    private const int VariantsOfParents = 12;
    private const int Parents = 20;

    private readonly Choice choice = new(seed);
    private readonly Dictionary<string, string> filled = new(StringComparer.Ordinal);

    /// <summary>Fills the tables that are new or have changed since the last time, and tells of each what came of it.</summary>
    public async Task<IReadOnlyList<TableCoverage>> FillAsync(CancellationToken cancellationToken) =>
        await FillAsync(await TableShapes.ReadAsync(connection, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>The same for tables whose shapes are known.</summary>
    public async Task<IReadOnlyList<TableCoverage>> FillAsync(IReadOnlyList<TableShape> tables, CancellationToken cancellationToken)
    {
        var targets = Targets(tables).Where(t => filled.GetValueOrDefault(t.Name) != t.Key).ToList();
        if (targets.Count == 0)
        {
            return [];
        }

        await RowTrial.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        var coverage = new List<TableCoverage>(targets.Count);
        foreach (var table in targets)
        {
            var parents = await ParentsAsync(table, tables, cancellationToken).ConfigureAwait(false);
            coverage.Add(await FillAsync(table, new RowComposer(table, parents, choice), cancellationToken).ConfigureAwait(false));
            filled[table.Name] = table.Key;
        }

        return coverage;
    }

    // In the given order, in which what is pointed to comes first.
    private IEnumerable<TableShape> Targets(IReadOnlyList<TableShape> tables)
    {
        var wanted = tables.Where(t => isWanted(t)).Select(static t => t.Oid).ToHashSet();
        for (var i = tables.Count - 1; i >= 0; i--)
        {
            if (wanted.Contains(tables[i].Oid))
            {
                wanted.UnionWith(tables[i].ForeignKeys.Select(static k => k.Referenced));
            }
        }

        return tables.Where(t => wanted.Contains(t.Oid));
    }

    private async Task<TableCoverage> FillAsync(TableShape table, RowComposer composer, CancellationToken cancellationToken)
    {
        var refusals = new Dictionary<string, int>(StringComparer.Ordinal);
        var (model, tried) = await FindModelAsync(table, composer, refusals, cancellationToken).ConfigureAwait(false);
        var nullable = table.Columns.Where(static c => c.IsNullable && !c.IsGenerated).ToList();
        if (model is null)
        {
            // What triggers of other tables made is in the way of rows of one's own, and does as well.
            return new TableCoverage(table.Name, (int)await CountAsync(connection, table.Name, cancellationToken).ConfigureAwait(false), 0, nullable.Count, tried, refusals);
        }

        var rows = composer.Variants(model).Take(isWanted(table) ? Variants : VariantsOfParents).ToList();
        var answers = await RowTrial.RunAsync(connection, [.. rows.Select(composer.Insert)], int.MaxValue, cancellationToken).ConfigureAwait(false);
        Count(answers, refusals);
        var taken = rows.Zip(answers).Where(static r => r.Second is null).Select(static r => r.First).Append(model).ToList();
        var nulls = nullable.Count(c => taken.Exists(r => r.TryGetValue(c.Number, out var cell) && cell is { Text: null, IsDefault: false }));
        return new TableCoverage(table.Name, taken.Count, nulls, nullable.Count, tried + rows.Count, refusals);
    }

    /// <summary>Counts the rows of a table.</summary>
    public static async Task<long> CountAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    // A first row that the server takes. It names one constraint at a time: what obeys that one is kept, and the next is looked at.
    private async Task<(Dictionary<int, Cell>? Model, int Tried)> FindModelAsync(
        TableShape table, RowComposer composer, Dictionary<string, int> refusals, CancellationToken cancellationToken)
    {
        var model = composer.First();
        List<Dictionary<int, Cell>> offers = [model];
        var met = new HashSet<string>(StringComparer.Ordinal);
        var varied = new HashSet<int>();
        var tried = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await RowTrial.RunAsync(connection, [.. offers.Select(composer.Insert)], 1, cancellationToken).ConfigureAwait(false);
            tried += answers.Count;
            Count(answers, refusals);
            if (answers[^1] is null)
            {
                return (offers[answers.Count - 1], tried);
            }

            if (offers.Zip(answers).FirstOrDefault(a => !met.Contains(a.Second!.Blame)) is { First: not null } further && IsAboutValues(further.Second!))
            {
                model = further.First;
                met.Add(further.Second!.Blame);
                varied = [.. ColumnsOf(table, further.Second!)];
            }
            else
            {
                varied.UnionWith(answers.Where(a => IsAboutValues(a!)).SelectMany(a => ColumnsOf(table, a!)));
            }

            // Nothing was learned, so anything may be at fault.
            if (varied.Count == 0)
            {
                varied.UnionWith(table.Columns.Select(static c => c.Number));
            }

            offers = [.. Enumerable.Range(0, Guesses).Select(_ => composer.Guess(model, varied))];
        }

        return (null, tried);
    }

    private static void Count(IReadOnlyList<Refusal?> answers, Dictionary<string, int> refusals)
    {
        foreach (var refusal in answers.OfType<Refusal>())
        {
            refusals[refusal.Blame] = refusals.GetValueOrDefault(refusal.Blame) + 1;
        }
    }

    // Class 22 is about a text that is no value of its type: a bad guess, and nothing to learn from.
    private static bool IsAboutValues(Refusal refusal) => !refusal.Code.StartsWith("22", StringComparison.Ordinal);

    // A message that names neither constraint nor column may be about any column.
    private static IEnumerable<int> ColumnsOf(TableShape table, Refusal refusal) =>
        table.Rules.FirstOrDefault(r => r.Name == refusal.Blame) is { Columns.Count: > 0 } rule && rule.Columns.All(static c => c > 0) ? rule.Columns
        : table.Columns.FirstOrDefault(c => SqlName.Quoted(refusal.Column) == c.Name) is { } column ? [column.Number]
        : table.Columns.Select(static c => c.Number);

    private async Task<Dictionary<ForeignKey, IReadOnlyList<string?[]>>> ParentsAsync(
        TableShape table, IReadOnlyList<TableShape> tables, CancellationToken cancellationToken)
    {
        var parents = new Dictionary<ForeignKey, IReadOnlyList<string?[]>>();
        foreach (var key in table.ForeignKeys)
        {
            parents[key] = tables.FirstOrDefault(t => t.Oid == key.Referenced) is { } referenced
                ? await ReadKeysAsync(referenced, key, cancellationToken).ConfigureAwait(false)
                : [];
        }

        return parents;
    }

    private async Task<IReadOnlyList<string?[]>> ReadKeysAsync(TableShape referenced, ForeignKey key, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", key.ReferencedColumns.Select(n => $"{referenced.Column(n).Name}::text"));
        var command = new NpgsqlCommand($"SELECT {columns} FROM {referenced.Name} LIMIT {Parents}", connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<string?[]>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add([.. Enumerable.Range(0, key.ReferencedColumns.Count).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
                }

                return rows;
            }
        }
    }
}
