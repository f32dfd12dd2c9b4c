using System.Data;
using Npgsql;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Catalog;

/// <summary>Takes snapshots of databases.</summary>
public static class SnapshotReader
{
    private const int Attempts = 4;

    /// <summary>Takes a snapshot: one read-only transaction that sees the database at one moment, one round trip.</summary>
    /// <remarks>When the schema changes while it is read, it is read again, up to three times.</remarks>
    /// <exception cref="DatabaseException">The database cannot be reached, goes away, keeps changing, or refuses to let its catalog be read.</exception>
    public static async Task<Snapshot> ReadAsync(ConnectionTarget target, SnapshotOptions options, CancellationToken cancellationToken)
    {
        var connection = await target.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await ReadAsync(connection, target.ToString(), options, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a snapshot on a connection that is open, in no transaction and with the settings it was opened with.</summary>
    /// <inheritdoc cref="ReadAsync(ConnectionTarget, SnapshotOptions, CancellationToken)"/>
    public static async Task<Snapshot> ReadAsync(
        NpgsqlConnection connection, string shownTarget, SnapshotOptions options, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await new CatalogReading(connection, options).ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (CatalogChangedException changed) when (attempt == Attempts)
            {
                throw new DatabaseException(CatalogFindings.KeepsChanging(shownTarget, changed.Message, Attempts), changed);
            }
            catch (PostgresException refused) when (!cancellationToken.IsCancellationRequested && (attempt == Attempts || !IsPassing(refused)))
            {
                throw new DatabaseException(CatalogFindings.Of(refused, shownTarget, IsPassing(refused), Attempts), refused);
            }
            catch (NpgsqlException lost) when (lost is not PostgresException && !cancellationToken.IsCancellationRequested)
            {
                throw new DatabaseException(CatalogFindings.Lost(lost, shownTarget), lost);
            }
            catch (Exception failed) when (failed is CatalogChangedException or PostgresException)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            await BeginAnewAsync(connection, shownTarget, cancellationToken).ConfigureAwait(false);
        }
    }

    // An object that was dropped while it was rendered (internal error, undefined object), a snapshot too old, a conflict with recovery.
    private static bool IsPassing(PostgresException error) => error.SqlState
        is "XX000" or "42P01" or "42703" or "42883" or "42704" or "3F000" or "72000" or "40001" or "40P01";

    // Npgsql closes a connection on which the server reported an internal error.
    private static async Task BeginAnewAsync(NpgsqlConnection connection, string shownTarget, CancellationToken cancellationToken)
    {
        try
        {
            if (connection.State != ConnectionState.Open)
            {
                await connection.CloseAsync().ConfigureAwait(false);
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                return;
            }

            var command = new NpgsqlCommand("ROLLBACK", connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (NpgsqlException lost) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseException(CatalogFindings.Lost(lost, shownTarget), lost);
        }
    }
}
