using System.Runtime.InteropServices;
using Npgsql;

namespace Plumb.PostgresTests.Diffing;

/// <summary>An object as the server knows it, told apart from another of its name: whoever drops and creates it changes its number.</summary>
/// <param name="Identity">Its type and name, as <c>pg_identify_object</c> says it.</param>
/// <param name="Number">Its OID; of a column, its place in the table.</param>
/// <param name="Relation">The table that it is part of; 0 when it is none.</param>
/// <param name="Storage">Of a table, the file with its rows.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ServerObject(string Identity, long Number, long Relation, long Storage)
{
    // What comes along with something else is left out: row types, array types, toast tables, the triggers of foreign keys, defaults.
    private const string Query = """
        WITH known (classid, objid, objsubid) AS (
          SELECT DISTINCT d.classid, d.objid, 0 FROM pg_depend AS d
          WHERE d.objid >= 16384 AND d.classid NOT IN ('pg_attrdef'::regclass, 'pg_amop'::regclass, 'pg_amproc'::regclass)
          UNION SELECT 'pg_namespace'::regclass, n.oid, 0 FROM pg_namespace AS n WHERE n.oid >= 16384 AND n.nspname !~ '^pg_'
          UNION SELECT 'pg_publication'::regclass, p.oid, 0 FROM pg_publication AS p
          UNION SELECT 'pg_extension'::regclass, e.oid, 0 FROM pg_extension AS e WHERE e.oid >= 16384
          UNION SELECT 'pg_class'::regclass, a.attrelid, a.attnum FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f', 'c')
          WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped)
        SELECT concat(i.type, ' ', i.identity),
          CASE k.objsubid WHEN 0 THEN k.objid::bigint ELSE k.objsubid END,
          COALESCE(CASE WHEN k.objsubid > 0 THEN k.objid END, con.conrelid, tr.tgrelid, po.polrelid, ru.ev_class, ix.indrelid, 0)::bigint,
          COALESCE(CASE WHEN k.objsubid = 0 AND cl.relkind IN ('r', 'm') THEN pg_relation_filenode(k.objid) END, 0)::bigint
        FROM known AS k
        CROSS JOIN LATERAL pg_identify_object(k.classid, k.objid, k.objsubid) AS i
        LEFT JOIN pg_constraint AS con ON k.classid = 'pg_constraint'::regclass AND con.oid = k.objid
        LEFT JOIN pg_trigger AS tr ON k.classid = 'pg_trigger'::regclass AND tr.oid = k.objid
        LEFT JOIN pg_policy AS po ON k.classid = 'pg_policy'::regclass AND po.oid = k.objid
        LEFT JOIN pg_rewrite AS ru ON k.classid = 'pg_rewrite'::regclass AND ru.oid = k.objid
        LEFT JOIN pg_index AS ix ON k.classid = 'pg_class'::regclass AND ix.indexrelid = k.objid
        LEFT JOIN pg_class AS cl ON k.classid = 'pg_class'::regclass AND cl.oid = k.objid
        WHERE i.identity IS NOT NULL AND con.contype IS DISTINCT FROM 'n' AND con.contype IS DISTINCT FROM 't' AND ru.rulename IS DISTINCT FROM '_RETURN'
          AND COALESCE(con.conparentid, 0) = 0 AND COALESCE(tr.tgparentid, 0) = 0 AND tr.tgisinternal IS NOT TRUE
          AND (k.objsubid > 0 OR NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = k.classid AND d.objid = k.objid AND d.objsubid = 0 AND d.deptype IN ('i', 'e')))
          AND cl.relkind IS DISTINCT FROM 't' AND i.schema IS DISTINCT FROM 'pg_toast'
        """;

    /// <summary>All objects that users made.</summary>
    public static async Task<IReadOnlyDictionary<string, ServerObject>> ReadAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Query, connection);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var objects = new Dictionary<string, ServerObject>(StringComparer.Ordinal);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            var found = new ServerObject(rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3));
            objects[found.Identity] = found;
        }

        return objects;
    }
}
