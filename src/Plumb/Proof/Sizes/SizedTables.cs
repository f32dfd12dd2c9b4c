using Npgsql;
using Plumb.Environments;
using Plumb.Proof.Rows;

namespace Plumb.Proof.Sizes;

/// <summary>Fills tables, partitions and materialized views of a copy of the database to the size that is known of them.</summary>
/// <param name="session">A session of the role that runs the chain.</param>
/// <param name="superuser">The same database as a superuser.</param>
/// <param name="sizes">How large they are.</param>
/// <param name="most">The most rows that one is filled with.</param>
internal sealed class SizedTables(ShadowSession session, ConnectionTarget superuser, KnownTables sizes, long most)
{
    private static readonly string ViewSources = EmbeddedQuery.Read(nameof(Proof), "view_sources");

    /// <summary>Fills them, and what materialized views among them read.</summary>
    /// <returns>How many rows each has then.</returns>
    public async Task<IReadOnlyDictionary<string, long>> FillAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var connection = await superuser.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var (tables, views) = await SourcesAsync(connection, names, cancellationToken).ConfigureAwait(false);
            var shapes = await session.ReadShapesAsync(cancellationToken, withPartitions: true).ConfigureAwait(false);
            await session.FillAsync(shapes, t => tables.Contains(t.Name), cancellationToken).ConfigureAwait(false);
            var rows = new SizedRows(connection, sizes.Find, most);
            var filled = await rows.FillAsync(shapes, tables, cancellationToken).ConfigureAwait(false);
            foreach (var view in views)
            {
                await SizedRows.ExecuteAsync(connection, $"REFRESH MATERIALIZED VIEW {view}", cancellationToken).ConfigureAwait(false);
                await SizedRows.ExecuteAsync(connection, $"ANALYZE {view}", cancellationToken).ConfigureAwait(false);
            }

            var counted = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var name in names)
            {
                counted[name] = filled.TryGetValue(name, out var count) ? count : await RowGenerator.CountAsync(connection, name, cancellationToken).ConfigureAwait(false);
            }

            return counted;
        }
    }

    private static async Task<(HashSet<string> Tables, IReadOnlyList<string> Views)> SourcesAsync(NpgsqlConnection connection, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var tables = new HashSet<string>(StringComparer.Ordinal);
        var views = new List<string>();
        foreach (var name in names)
        {
            var command = new NpgsqlCommand(ViewSources, connection) { Parameters = { new() { Value = name } } };
            await using (command.ConfigureAwait(false))
            {
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        var (source, isView) = (reader.GetString(0), reader.GetString(1) is "m");
                        if (!isView)
                        {
                            tables.Add(source);
                        }
                        else if (!views.Contains(source, StringComparer.Ordinal))
                        {
                            views.Add(source);
                        }
                    }
                }
            }
        }

        return (tables, views);
    }
}
