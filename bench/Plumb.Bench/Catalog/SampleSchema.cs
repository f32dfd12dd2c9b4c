using System.Globalization;
using Npgsql;

namespace Plumb.Bench.Catalog;

/// <summary>A schema of any size in the proportions of real ones: each table has eight columns, three indexes and four constraints; every fifth more.</summary>
internal static class SampleSchema
{
    private const int TablesInTransaction = 200;

    /// <summary>Makes a database of that many tables and returns a connection string to it.</summary>
    public static async Task<string> CreateAsync(string superuser, int tables)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"tables_{tables}");
        await using (var connection = new NpgsqlConnection(superuser))
        {
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            await create.ExecuteNonQueryAsync();
        }

        var database = new NpgsqlConnectionStringBuilder(superuser) { Database = name, Pooling = false, CommandTimeout = 0 }.ConnectionString;
        await using var filled = new NpgsqlConnection(database);
        await filled.OpenAsync();
        await RunAsync(filled, ["CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"]);
        for (var first = 1; first <= tables; first += TablesInTransaction)
        {
            await RunAsync(filled, Enumerable.Range(first, Math.Min(TablesInTransaction, tables - first + 1)).SelectMany(StatementsOf));
        }

        await RunAsync(filled, ["ANALYZE"]);
        return database;
    }

    private static IEnumerable<string> StatementsOf(int i)
    {
        var reference = i % 10 == 1 ? "" : $"REFERENCES t{i - 1}";
        yield return $"""
            CREATE TABLE t{i} (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, kind varchar(20) DEFAULT 'a' CHECK (kind <> 'z'),
              amount numeric(10,2), at timestamptz NOT NULL DEFAULT now(), note text, owner uuid, parent bigint {reference})
            """;
        yield return $"CREATE INDEX ON t{i} (owner, at)";
        if (i % 5 == 0)
        {
            yield return $"CREATE VIEW v{i} AS SELECT id, name, amount FROM t{i} WHERE amount > 0";
            yield return $"CREATE TRIGGER r BEFORE UPDATE ON t{i} FOR EACH ROW EXECUTE FUNCTION touch()";
            yield return $"ALTER TABLE t{i} ENABLE ROW LEVEL SECURITY";
            yield return $"CREATE POLICY p ON t{i} USING (owner IS NOT NULL)";
            yield return $"COMMENT ON TABLE t{i} IS 'table {i}'";
            yield return $"GRANT SELECT, INSERT ON t{i} TO pg_monitor";
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, IEnumerable<string> statements)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        }

        await batch.ExecuteNonQueryAsync();
    }
}
