using Npgsql;
using Plumb.Environments;

namespace Plumb.Proof.Rows;

/// <summary>Offers rows to the server, one round trip for many.</summary>
internal static class RowTrial
{
    /// <summary>Makes what runs the trials; it lasts as long as the session.</summary>
    public static async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(EmbeddedQuery.Read(nameof(Proof), "create_row_trial"), connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs INSERTs in turn until <paramref name="wanted"/> of them were taken; for each that ran, null, or what refused it.</summary>
    public static async Task<IReadOnlyList<Refusal?>> RunAsync(NpgsqlConnection connection, IReadOnlyList<string> inserts, int wanted, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT code, blame, faulty FROM pg_temp.plumb_try_rows($1, $2)", connection)
        {
            Parameters = { new() { Value = inserts.ToArray() }, new() { Value = wanted } },
        };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var refusals = new List<Refusal?>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    refusals.Add(await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false)
                        ? null
                        : new Refusal(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
                }

                return refusals;
            }
        }
    }
}
