using Npgsql;
using NpgsqlTypes;
using Plumb.Environments;

namespace Plumb.Proof.Rows;

/// <summary>Some tables, and those that foreign keys tie to them.</summary>
/// <param name="Wanted">The tables, and those that point to them: a deleted row may take theirs along.</param>
/// <param name="All">With what these point to, directly or through others.</param>
internal sealed record TiedTables(IReadOnlySet<uint> Wanted, IReadOnlySet<uint> All)
{
    /// <summary>Asks which they are.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="oids">Some of the tables; those that are gone do not count.</param>
    /// <param name="names">Others by their names, quoted where they must be.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<TiedTables> ReadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<uint> oids, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(EmbeddedQuery.Read(nameof(Proof), "tied_tables"), connection)
        {
            Parameters = { new() { NpgsqlDbType = NpgsqlDbType.Oid | NpgsqlDbType.Array, Value = oids.ToArray() }, new() { NpgsqlDbType = NpgsqlDbType.Text | NpgsqlDbType.Array, Value = names.ToArray() } },
        };
        var (wanted, all) = (new HashSet<uint>(), new HashSet<uint>());
        await using (command.ConfigureAwait(false))
        {
            await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var oid = reader.GetFieldValue<uint>(0);
                    all.Add(oid);
                    wanted.UnionWith(reader.GetBoolean(1) ? [oid] : []);
                }
            }
        }

        return new TiedTables(wanted, all);
    }

    /// <summary>The tables in which the open transaction may have changed rows, those included that it dropped.</summary>
    public static async Task<IReadOnlySet<uint>> ReadWrittenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var written = new HashSet<uint>();
        var command = new NpgsqlCommand(EmbeddedQuery.Read(nameof(Proof), "written_tables"), connection);
        await using (command.ConfigureAwait(false))
        {
            await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    written.Add(reader.GetFieldValue<uint>(0));
                }
            }
        }

        return written;
    }
}
