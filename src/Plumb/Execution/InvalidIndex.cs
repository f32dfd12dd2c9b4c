using Npgsql;
using NpgsqlTypes;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>What an interrupted <c>CREATE INDEX CONCURRENTLY</c> leaves behind: an index that costs writes and serves no query.</summary>
internal static class InvalidIndex
{
    private const string Find =
        """
        SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE i.indrelid = pg_catalog.to_regclass($1) AND c.relname = (pg_catalog.parse_ident($2))[1] AND NOT i.indisvalid
        """;

    private const string FindBuilt =
        """
        SELECT 'built'
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = pg_catalog.to_regclass($1) AND c.relname = (pg_catalog.parse_ident($2))[1] AND i.indisvalid
        """;

    /// <summary>True when the index that <paramref name="statement"/> builds is there, valid and on the right table.</summary>
    public static async Task<bool> IsBuiltAsync(NpgsqlConnection connection, Statement statement, CancellationToken cancellationToken) =>
        ConcurrentIndex.Of(statement) is { } index
        && await AskAsync(connection, FindBuilt, index, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Drops the index that <paramref name="statement"/> would build, when it is there and INVALID.</summary>
    public static async Task DropAsync(NpgsqlConnection connection, Statement statement, CancellationToken cancellationToken)
    {
        if (statement.Kind != StatementKind.CreateIndexConcurrently || ConcurrentIndex.Of(statement) is not { } index)
        {
            return;
        }

        if (await AskAsync(connection, Find, index, cancellationToken).ConfigureAwait(false) is not { } invalid)
        {
            return;
        }

        var drop = new NpgsqlCommand($"DROP INDEX CONCURRENTLY {invalid}", connection);
        await using (drop.ConfigureAwait(false))
        {
            await drop.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The same after a build that failed, without waiting long for the sessions that use the table.</summary>
    public static async Task DropSoonAsync(NpgsqlConnection connection, Statement statement)
    {
        if (statement.Kind == StatementKind.CreateIndexConcurrently)
        {
            var limit = new NpgsqlCommand("SET lock_timeout = '2s'", connection);
            await using (limit.ConfigureAwait(false))
            {
                await limit.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }

            await DropAsync(connection, statement, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<string?> AskAsync(NpgsqlConnection connection, string query, ConcurrentIndex index, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(query, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = index.Table });
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = index.Name });
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string;
        }
    }
}
