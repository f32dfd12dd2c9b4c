using Npgsql;

namespace Plumb.Proof.Rows;

/// <summary>What the tables of a database hold, in hashes; for tables of up to some thousand rows.</summary>
internal sealed class TableContents
{
    private readonly IReadOnlyDictionary<uint, TableContent> tables;

    private TableContents(IReadOnlyDictionary<uint, TableContent> tables) => this.tables = tables;

    /// <summary>Reads these tables, or all, partitions too, as a table may become one: two round trips.</summary>
    public static async Task<TableContents> ReadAsync(NpgsqlConnection connection, IReadOnlyCollection<uint>? oids, CancellationToken cancellationToken)
    {
        var shapes = await TableShapes.ReadAsync(connection, cancellationToken, withPartitions: true, oids).ConfigureAwait(false);
        var contents = new Dictionary<uint, TableContent>();
        if (shapes.Count == 0)
        {
            return new TableContents(contents);
        }

        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var shape in shapes)
            {
                batch.BatchCommands.Add(new(Query(shape)));
            }

            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                foreach (var shape in shapes)
                {
                    await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                    contents[shape.Oid] = Content(shape, reader);
                    await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return new TableContents(contents);
    }

    /// <summary>What is here, in the tables that count, and not in <paramref name="after"/>. Tables and columns that were renamed are the same.</summary>
    public IReadOnlyList<ContentLoss> LostIn(TableContents after, Func<uint, bool>? counts = null)
    {
        var losses = new List<ContentLoss>();
        foreach (var (oid, before) in tables.Where(t => counts is null || counts(t.Key)))
        {
            if (!after.tables.TryGetValue(oid, out var now))
            {
                losses.AddRange(before.Rows > 0 ? [new ContentLoss(before.Name, null, before.Rows, before.Rows, IsGone: true)] : []);
                continue;
            }

            if (now.Rows < before.Rows)
            {
                losses.Add(new ContentLoss(before.Name, null, before.Rows - now.Rows, before.Rows, IsGone: false));
            }

            losses.AddRange(before.Columns.Select(c => LossOf(before, c.Value, now.Columns.GetValueOrDefault(c.Key))).OfType<ContentLoss>());
        }

        return losses;
    }

    private static ContentLoss? LossOf(TableContent table, ColumnContent before, ColumnContent? after)
    {
        var lost = after is null ? before.Hashes.Count : before.LostIn(after);
        return lost == 0 ? null : new ContentLoss(table.Name, before.Name, lost, before.Hashes.Count, after is null);
    }

    private static string Query(TableShape table)
    {
        var columns = table.Columns.Select(static c =>
        {
            var hash = $"hashtextextended({c.Name}{Comparable(c)}::text, 0)";
            return $"COALESCE(array_agg({hash} ORDER BY {hash}) FILTER (WHERE {c.Name} IS NOT NULL), '{{}}')";
        });
        return $"SELECT {string.Join(", ", ["count(*)", .. columns])} FROM {table.Name}";
    }

    // What says the same in another type has the same text then.
    private static string Comparable(ColumnShape column) => column.TypeName switch
    {
        "date" or "timestamp" or "timestamptz" => "::timestamptz",
        "json" => "::jsonb",
        "bpchar" => "::text",
        _ => "",
    };

    private static TableContent Content(TableShape table, NpgsqlDataReader reader) => new(
        table.Name,
        reader.GetInt64(0),
        table.Columns.Select((c, i) => (c.Number, Content: new ColumnContent(c.Name, reader.GetFieldValue<long[]>(i + 1)))).ToDictionary(static c => c.Number, static c => c.Content));
}
