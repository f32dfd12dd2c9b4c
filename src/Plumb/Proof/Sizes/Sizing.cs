using Npgsql;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof.Sizes;

/// <summary>Reads how large the tables of a database are, and which migrations are in place there. It needs no superuser, reads no row, and changes nothing.</summary>
/// <param name="chain">The files.</param>
/// <param name="time">Says when it was.</param>
/// <param name="progress">Told what happens.</param>
public sealed class Sizing(Chain chain, TimeProvider time, IProgress<ExecutionEvent> progress)
{
    private static readonly string Query = EmbeddedQuery.Read(nameof(Proof), "table_sizes");

    private readonly List<string> unanalyzed = [];

    /// <summary>Reads one database.</summary>
    /// <exception cref="DatabaseException">It cannot be reached, or refuses.</exception>
    public Task<TakenStatistics> RunAsync(ConnectionTarget target, CancellationToken cancellationToken) => SessionOpener.WithSessionAsync(
        target,
        new ExecutionOptions(),
        progress,
        async session =>
        {
            var ledger = await LedgerReader.ReadAsync(session.Connection, chain.IsSupabase, cancellationToken).ConfigureAwait(false);

            // What stands in other schemas than PostgreSQL's own might fit the query better, and would run with this role's rights.
            await session.SendAsync(static batch => batch.Add("SELECT pg_catalog.set_config('search_path', 'pg_catalog', false)"), cancellationToken).ConfigureAwait(false);
            var tables = await ReadAsync(session.Connection, cancellationToken).ConfigureAwait(false);
            var statistics = new TableStatistics(target.Environment, session.Identity.Version, time.GetUtcNow(), tables)
            {
                InPlace =
                [
                    .. ChainStatus.Of(chain, ledger, target.Environment).Migrations.Where(static m => m is { IsInPlace: true, Migration: not null })
                        .Select(static m => new PlacedMigration(m.Id, m.Migration!.Checksum)),
                ],
            };
            return new TakenStatistics(target, session.Identity, statistics) { Findings = unanalyzed.Count == 0 ? [] : [SizeFindings.NeverAnalyzed(unanalyzed)] };
        },
        cancellationToken);

    private async Task<List<TableSize>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = new List<TableSize>();
        var command = new NpgsqlCommand(Query, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    tables.Add(new TableSize(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), Columns(reader)));
                    if (reader.GetBoolean(3))
                    {
                        unanalyzed.Add(reader.GetString(0));
                    }
                }
            }
        }

        return tables;
    }

    private static List<ColumnSize> Columns(NpgsqlDataReader reader)
    {
        if (reader.IsDBNull(4))
        {
            return [];
        }

        var (names, widths) = (reader.GetFieldValue<string[]>(4), reader.GetFieldValue<int[]>(5));
        var (nulls, distincts) = (reader.GetFieldValue<double[]>(6), reader.GetFieldValue<double[]>(7));
        return [.. names.Select((name, i) => new ColumnSize(name, widths[i], nulls[i], distincts[i]))];
    }
}
