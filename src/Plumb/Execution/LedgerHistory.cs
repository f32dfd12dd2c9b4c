using System.Globalization;
using Npgsql;
using Plumb.Environments;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Everything that a ledger says has happened.</summary>
/// <param name="Events">In their order.</param>
/// <param name="Observations">In their order; empty when runs are not observed.</param>
public sealed record LedgerHistory(IReadOnlyList<LedgerEvent> Events, IReadOnlyList<LedgerObservation> Observations)
{
    private const string EventQuery =
        """
        SELECT id::text, (extract(epoch FROM at) OPERATOR(pg_catalog.*) 1000000)::bigint::text, actor, action, migration, checksum FROM plumb.event ORDER BY id
        """;

    private const string ObservationQuery = "SELECT event_id::text, fingerprint, server_version, profile FROM plumb.observation ORDER BY event_id";

    private const string ObjectQuery = "SELECT event_id::text, object, fingerprint FROM plumb.observed_object ORDER BY event_id";

    /// <summary>The events after which the schema was observed and which the ledger does not hold: somebody has taken rows away.</summary>
    public IReadOnlyList<long> MissingEvents => [.. Observations.Select(static o => o.EventId).Except(Events.Select(static e => e.Id))];

    /// <summary>Reads it; two empty lists when there is no ledger.</summary>
    public static async Task<LedgerHistory> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = await LedgerTables.FindAsync(connection, isSupabase: false, cancellationToken).ConfigureAwait(false);
        if (!tables.Plumb)
        {
            return new LedgerHistory([], []);
        }

        var events = await RowsAsync(connection, EventQuery, EventOf, cancellationToken).ConfigureAwait(false);
        if (!tables.Observations)
        {
            return new LedgerHistory(events, []);
        }

        var seen = await RowsAsync(connection, ObservationQuery, ObservationOf, cancellationToken).ConfigureAwait(false);
        var objects = await RowsAsync(connection, ObjectQuery, static r => (Event: Number(r, 0), Object: r.GetString(1), Fingerprint: r.IsDBNull(2) ? null : r.GetString(2)), cancellationToken).ConfigureAwait(false);
        var byEvent = objects.ToLookup(static o => o.Event);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var observations = new List<LedgerObservation>();
        foreach (var observation in seen)
        {
            foreach (var (_, name, fingerprint) in byEvent[observation.EventId])
            {
                if (fingerprint is null)
                {
                    known.Remove(name);
                }
                else
                {
                    known[name] = fingerprint;
                }
            }

            observations.Add(observation with { Objects = new Dictionary<string, string>(known, StringComparer.Ordinal) });
        }

        return new LedgerHistory(events, observations);
    }

    /// <summary>How many events there are.</summary>
    public static async Task<int> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = await LedgerTables.FindAsync(connection, isSupabase: false, cancellationToken).ConfigureAwait(false);
        return tables.Plumb ? (await RowsAsync(connection, "SELECT count(*)::text FROM plumb.event", static r => (int)Number(r, 0), cancellationToken).ConfigureAwait(false))[0] : 0;
    }

    private static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        var command = new NpgsqlCommand(sql, connection);
        await using var _ = command.ConfigureAwait(false);
        var reader = await Exchange.ReadAsync(command, cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await Exchange.NextRowAsync(reader, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static LedgerEvent EventOf(NpgsqlDataReader row) => new(
        Number(row, 0), DateTimeOffset.UnixEpoch.AddMicroseconds(Number(row, 1)), row.GetString(2), row.GetString(3), row.GetString(4), new Checksum(row.GetString(5)));

    private static LedgerObservation ObservationOf(NpgsqlDataReader row) =>
        new(Number(row, 0), row.GetString(1), row.GetString(2), row.GetString(3), new Dictionary<string, string>(StringComparer.Ordinal));

    private static long Number(NpgsqlDataReader row, int column) => long.Parse(row.GetString(column), CultureInfo.InvariantCulture);
}
