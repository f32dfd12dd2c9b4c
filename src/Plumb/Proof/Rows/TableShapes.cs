using Npgsql;
using NpgsqlTypes;
using Plumb.Environments;

namespace Plumb.Proof.Rows;

/// <summary>Reads the shapes of tables.</summary>
internal static class TableShapes
{
    /// <summary>The tables, those that others point to first where they do not point at each other.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="withPartitions">Also the partitions, whose rows are those of their tables.</param>
    /// <param name="oids">The tables; null for all.</param>
    public static async Task<IReadOnlyList<TableShape>> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken, bool withPartitions = false, IReadOnlyCollection<uint>? oids = null)
    {
        var batch = new NpgsqlBatch(connection) { BatchCommands = { Query("table_columns", oids), Query("table_constraints", oids) } };
        await using (batch.ConfigureAwait(false))
        {
            await batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var tables = new Dictionary<uint, TableShape>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    AddColumn(tables, reader);
                }

                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    AddConstraint(tables, reader);
                }

                return InOrderOfReference([.. tables.Values.Where(t => withPartitions || !t.IsPartition)]);
            }
        }
    }

    private static NpgsqlBatchCommand Query(string name, IReadOnlyCollection<uint>? oids)
    {
        var query = EmbeddedQuery.Read(nameof(Proof), name);
        return oids is null
            ? new(query)
            : new($"SELECT q.* FROM (\n{query}\n) AS q WHERE q.oid = ANY ($1)")
            {
                Parameters = { new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Oid | NpgsqlDbType.Array, Value = oids.ToArray() } },
            };
    }

    private static void AddColumn(Dictionary<uint, TableShape> tables, NpgsqlDataReader reader)
    {
        var oid = reader.GetFieldValue<uint>(0);
        var column = new ColumnShape(
            reader.GetInt16(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.GetString(6),
            reader.IsDBNull(7) ? null : reader.GetString(7),
            reader.IsDBNull(8) ? [] : reader.GetFieldValue<string[]>(8),
            reader.GetBoolean(9),
            reader.GetBoolean(10),
            reader.GetBoolean(11));
        var table = tables.GetValueOrDefault(oid) ?? new TableShape(oid, reader.GetString(1), reader.GetString(2), []) { IsPartition = reader.GetBoolean(12) };
        tables[oid] = table with { Columns = [.. table.Columns, column] };
    }

    private static void AddConstraint(Dictionary<uint, TableShape> tables, NpgsqlDataReader reader)
    {
        if (!tables.TryGetValue(reader.GetFieldValue<uint>(0), out var table))
        {
            return;
        }

        var columns = reader.GetFieldValue<short[]>(3).Select(static n => (int)n).ToArray();
        tables[table.Oid] = reader.GetString(1) switch
        {
            "u" => table with { UniqueKeys = [.. table.UniqueKeys, columns] },
            "f" => table with
            {
                ForeignKeys =
                [
                    .. table.ForeignKeys
                        .Append(new ForeignKey(columns, reader.GetFieldValue<uint>(4), [.. reader.GetFieldValue<short[]>(5).Select(static n => (int)n)]))
                        .OrderByDescending(static k => k.Columns.Count),
                ],
            },
            _ => table with { Rules = [.. table.Rules, new TableRule(reader.GetString(2), columns, reader.IsDBNull(6) ? "" : reader.GetString(6))] },
        };
    }

    // Depth first. Where tables point at each other, a key that may be NULL does not count.
    private static List<TableShape> InOrderOfReference(List<TableShape> tables)
    {
        var byOid = tables.ToDictionary(static t => t.Oid);
        var seen = new HashSet<uint>();
        var ordered = new List<TableShape>(tables.Count);
        foreach (var table in tables)
        {
            Visit(table);
        }

        return ordered;

        void Visit(TableShape table)
        {
            if (!seen.Add(table.Oid))
            {
                return;
            }

            foreach (var key in table.ForeignKeys)
            {
                if (byOid.TryGetValue(key.Referenced, out var referenced) && (table.Requires(key) || !Needs(referenced, table, [])))
                {
                    Visit(referenced);
                }
            }

            ordered.Add(table);
        }

        bool Needs(TableShape from, TableShape to, HashSet<uint> met) => met.Add(from.Oid)
            && (from.Oid == to.Oid || from.ForeignKeys.Any(k => from.Requires(k) && byOid.TryGetValue(k.Referenced, out var next) && Needs(next, to, met)));
    }
}
