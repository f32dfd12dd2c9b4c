using Npgsql;
using Plumb.Proof.Rows;

namespace Plumb.Proof;

internal sealed partial class ShadowSession
{
    /// <summary>Reads the shapes of tables.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="withPartitions">Also those of partitions.</param>
    /// <param name="oids">The tables; null for all.</param>
    public Task<IReadOnlyList<TableShape>> ReadShapesAsync(CancellationToken cancellationToken, bool withPartitions = false, IReadOnlyCollection<uint>? oids = null) =>
        TableShapes.ReadAsync(connection, cancellationToken, withPartitions, oids);

    /// <summary>Fills the tables that are wanted, and those that they point to, with rows that obey every constraint.</summary>
    public Task<IReadOnlyList<TableCoverage>> FillAsync(IReadOnlyList<TableShape> tables, Func<TableShape, bool> isWanted, CancellationToken cancellationToken) =>
        new RowGenerator(connection, isWanted).FillAsync(tables, cancellationToken);

    /// <summary>Reads what these tables hold, or all.</summary>
    public Task<TableContents> ReadContentsAsync(IReadOnlyCollection<uint>? oids, CancellationToken cancellationToken) =>
        TableContents.ReadAsync(connection, oids, cancellationToken);

    /// <summary>The tables in which the open transaction may have changed rows.</summary>
    public Task<IReadOnlySet<uint>> ReadWrittenAsync(CancellationToken cancellationToken) => TiedTables.ReadWrittenAsync(connection, cancellationToken);

    /// <summary>These tables with those that keys tie to them.</summary>
    public Task<TiedTables> ReadTiedAsync(IReadOnlyCollection<uint> oids, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        TiedTables.ReadAsync(connection, oids, names, cancellationToken);

    // The first temporary object of a session makes a schema, and the server forgets every plan whenever one is made. Made in a trial it would be undone,
    // and made again by the next one.
    private static async Task MakeTemporarySchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await RowTrial.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Then no trial makes one either.
        }
    }
}
