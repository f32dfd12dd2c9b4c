using System.Runtime.InteropServices;
using Npgsql;

namespace Plumb.PostgresTests.Diffing;

/// <summary>What a column of a table holds, or a sequence. What is computed is left out.</summary>
/// <param name="Type">The type of the column, with the attributes of a composite one.</param>
/// <param name="Count">How many values are there.</param>
/// <param name="Digest">A checksum of the values, whatever their order.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TableRows(string Type, long Count, string Digest)
{
    // Tries three rows with a value for each column whose type has an obvious one, then a row of defaults; tables that others refer to may come later, so twice.
    private const string SeedQuery = """
        DO $seed$
        DECLARE t record; round int;
        BEGIN
          SET CONSTRAINTS ALL IMMEDIATE;
          FOR round IN 1..2 LOOP
            FOR t IN
              SELECT c.oid::regclass AS name,
                string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE v.value IS NOT NULL) AS columns,
                string_agg(v.value, ', ' ORDER BY a.attnum) FILTER (WHERE v.value IS NOT NULL) AS "values"
              FROM pg_class AS c
              JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_|^information_schema$'
              LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity <> 'a'
              LEFT JOIN pg_type AS y ON y.oid = a.atttypid
              CROSS JOIN LATERAL (SELECT CASE
                WHEN y.typtype = 'e' THEN format('(enum_range(NULL::%s))[1]', format_type(y.oid, NULL))
                WHEN y.typcategory = 'N' AND y.typtype = 'b' THEN 'g'
                WHEN y.oid IN ('text'::regtype, 'varchar'::regtype) AND a.atttypmod = -1 THEN $$'v' || g$$
                WHEN y.oid IN ('varchar'::regtype, 'bpchar'::regtype) THEN format('(g %% 10)::%s', format_type(y.oid, a.atttypmod))
                WHEN y.typcategory = 'B' THEN 'g % 2 = 0'
                WHEN y.oid IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN format($$('2024-02-29'::date + g::int)::%s$$, format_type(y.oid, a.atttypmod))
                WHEN y.oid = 'uuid'::regtype THEN 'md5(g::text)::uuid'
                WHEN y.oid IN ('jsonb'::regtype, 'json'::regtype) THEN format('json_build_object(''g'', g)::%s', format_type(y.oid, NULL))
                WHEN y.typtype = 'r' AND y.oid = 'int4range'::regtype THEN 'int4range(g::int, g::int + 1)'
                END AS value) AS v
              WHERE c.relkind = 'r' AND NOT c.relispartition OR c.relkind = 'p' AND NOT c.relispartition
              GROUP BY c.oid ORDER BY c.oid
            LOOP
              BEGIN
                EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM generate_series(1 + %4$s, 3 + %4$s) AS g', t.name, t.columns, t."values", round * 10);
              EXCEPTION WHEN others THEN
                BEGIN
                  EXECUTE format('INSERT INTO %s DEFAULT VALUES', t.name);
                EXCEPTION WHEN others THEN NULL;
                END;
              END;
            END LOOP;
          END LOOP;
        END
        $seed$
        """;

    private const string ColumnQuery = """
        WITH relation AS (
          SELECT c.oid, c.relkind, format('%I.%I', n.nspname, c.relname) AS name
          FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_|^information_schema$'
          WHERE c.relkind IN ('r', 'S') AND c.relpersistence <> 't')
        SELECT format('%s.%I', r.name, a.attname),
          format_type(a.atttypid, a.atttypmod) || COALESCE((SELECT string_agg(b.attname, ',') FROM pg_type AS y JOIN pg_attribute AS b ON b.attrelid = y.typrelid AND b.attnum > 0 WHERE y.oid = a.atttypid), ''),
          format('SELECT count(%1$I), COALESCE(sum(hashtextextended(%1$I::text, 0)::numeric), 0)::text FROM ONLY %2$s', a.attname, r.name)
        FROM relation AS r JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND r.relkind = 'r'
        UNION ALL
        SELECT r.name, 'table', format('SELECT count(*), '''' FROM ONLY %s', r.name) FROM relation AS r WHERE r.relkind = 'r'
        UNION ALL
        SELECT r.name, 'sequence', format('SELECT last_value::bigint, is_called::text FROM %s', r.name) FROM relation AS r WHERE r.relkind = 'S'
        ORDER BY 1
        """;

    /// <summary>Puts rows into every table that takes some, or into those of one schema.</summary>
    public static async Task SeedAsync(NpgsqlConnection connection, string? schema = null)
    {
        await using var command = new NpgsqlCommand(In(schema, SeedQuery), connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What every column of every table and every sequence holds, or those of one schema.</summary>
    public static async Task<IReadOnlyDictionary<string, TableRows>> ReadAsync(NpgsqlConnection connection, string? schema = null)
    {
        var columns = new List<(string Name, string Type)>();
        await using var batch = new NpgsqlBatch(connection);
        await using (var command = new NpgsqlCommand(In(schema, ColumnQuery), connection))
        {
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            {
                columns.Add((rows.GetString(0), rows.GetString(1)));
                batch.BatchCommands.Add(new NpgsqlBatchCommand(rows.GetString(2)));
            }
        }

        var found = new Dictionary<string, TableRows>(StringComparer.Ordinal);
        if (columns.Count > 0)
        {
            await using var values = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            foreach (var (name, type) in columns)
            {
                await values.ReadAsync(TestContext.Current.CancellationToken);
                found[name] = new TableRows(type, values.GetInt64(0), values.GetString(1));
                await values.NextResultAsync(TestContext.Current.CancellationToken);
            }
        }

        return found;
    }

    private static string In(string? schema, string query) => schema is null ? query : query.Replace("n.nspname !~ '^pg_|^information_schema$'", $"n.nspname = '{schema}'", StringComparison.Ordinal);
}
