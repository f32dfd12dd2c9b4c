using Npgsql;
using NpgsqlTypes;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Keeps <c>supabase_migrations.schema_migrations</c> as the Supabase CLI keeps it.</summary>
/// <remarks>The CLI has one row for a version. Files that share one share the row: their names are joined, their statements follow each other.
/// Polymorphic functions and operators are named with their schema: a user's own for <c>text[]</c> would fit better than PostgreSQL's.</remarks>
internal static class SupabaseLedger
{
    /// <summary>The statements of <paramref name="migration"/> as its row there has them, an array in PostgreSQL's text form.</summary>
    public static string StatementsOf(Migration migration) => ArrayLiteral.Of(SupabaseStatements.Of(migration.Up));

    /// <summary>
    /// Takes one migration out, before Plumb's own ledger does. The row goes when no other migration is in it, or when it never held a
    /// name by which that could be told and Plumb knows no migration of that version.
    /// </summary>
    public static void AddRemoval(StatementBatch batch, Migration migration)
    {
        batch.Add(
            """
            DELETE FROM supabase_migrations.schema_migrations
            WHERE version = $1 AND (
              name = $2
              OR ($2 = ANY (pg_catalog.string_to_array(name, '+'))) IS NOT TRUE AND NOT EXISTS (SELECT FROM plumb.migration m WHERE m.version = $1 AND m.kind = 'versioned'))
            """,
            Text(migration.Version.Digits),
            Text(migration.Name));
        batch.Add(
            """
            UPDATE supabase_migrations.schema_migrations s
            SET name = pg_catalog.array_to_string(pg_catalog.array_remove(pg_catalog.string_to_array(s.name, '+'), $2), '+'),
                statements = CASE WHEN s.statements[place.first:place.last] OPERATOR(pg_catalog.=) $3::text[] THEN s.statements[:place.first - 1] OPERATOR(pg_catalog.||) s.statements[place.last + 1:] ELSE s.statements END
            FROM (SELECT version, first, first + pg_catalog.cardinality($3::text[]) - 1 AS last
                  FROM (SELECT version,
                               CASE pg_catalog.array_position(names, $2)
                                 WHEN 1 THEN 1
                                 WHEN pg_catalog.cardinality(names) THEN pg_catalog.cardinality(statements) - pg_catalog.cardinality($3::text[]) + 1
                                 ELSE (SELECT pg_catalog.min(i) FROM pg_catalog.generate_subscripts(statements, 1) i WHERE statements[i:i + pg_catalog.cardinality($3::text[]) - 1] OPERATOR(pg_catalog.=) $3::text[])
                               END AS first
                        FROM (SELECT version, statements, pg_catalog.string_to_array(name, '+') AS names FROM supabase_migrations.schema_migrations) named
                        WHERE version = $1 AND $2 = ANY (names)) found) place
            WHERE s.version = place.version
            """,
            Text(migration.Version.Digits),
            Text(migration.Name),
            Text(StatementsOf(migration)));
    }

    private static NpgsqlParameter Text(string value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = value };
}
