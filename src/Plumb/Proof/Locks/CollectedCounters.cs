using Npgsql;

namespace Plumb.Proof.Locks;

/// <summary>Numbers that the server has collected of relations.</summary>
internal static class CollectedCounters
{
    /// <summary>Reads them, by OID.</summary>
    /// <param name="command">A query for OID and number.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Dictionary<uint, long>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var read = new Dictionary<uint, long>();
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    read.Add(reader.GetFieldValue<uint>(0), reader.GetInt64(1));
                }
            }
        }

        return read;
    }
}
