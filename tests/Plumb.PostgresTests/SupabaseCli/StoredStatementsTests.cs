using Plumb.PostgresTests.Examples;

namespace Plumb.PostgresTests.SupabaseCli;

/// <summary>The rows of <c>supabase_migrations.schema_migrations</c> that Plumb writes against those that the Supabase CLI writes for the same files.</summary>
[Trait("Row", "VS-8")]
public sealed class StoredStatementsTests(ExampleServer server)
{
    /// <summary>A name and a text for each file; <c>%</c> stands for a prefix that no other file has.</summary>
    private static readonly (string Name, string Text)[] Cases =
    [
        ("one statement", "CREATE TABLE %a ();"),
        ("no semicolon at the end", "CREATE TABLE %a ();\nCREATE TABLE %b ()"),
        ("comments", "-- first\nCREATE TABLE %a (); -- beside it\n\n/* block\n   of lines */\nCREATE TABLE %b (/* inside */ id int);\n"),
        ("comments at the end", "CREATE TABLE %a ();\n\n-- that was all\n"),
        ("a block comment at the end", "CREATE TABLE %a ();\n/* plumb:revert\nDROP TABLE %a;\n*/\n"),
        ("comments with semicolons", "-- one; two;\nCREATE TABLE %a ();\n/* ; */ -- ';'\nCREATE TABLE %b ();"),
        ("directives", "-- plumb: lock-timeout 5s\n\nCREATE TABLE %a ();"),
        ("dollar quotes", "CREATE FUNCTION %f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1; -- ;\nEND;\n$$;\nDO $tag$ BEGIN PERFORM $$;$$; END $tag$;\n"),
        ("a body in SQL", "CREATE FUNCTION %f() RETURNS int LANGUAGE sql\nBEGIN ATOMIC\n  SELECT 1;\n  SELECT CASE WHEN true THEN 2 END;\nEND;\nSELECT %f();\n"),
        ("quotes", "CREATE TABLE \"%a;b\" (c text DEFAULT 'it''s; so', d text DEFAULT E'\\';');\nSELECT ';', U&'\\003B';\n"),
        ("begin and commit", "BEGIN;\nCREATE TABLE %a ();\nCREATE TABLE %b ();\nCOMMIT;\n"),
        ("begin and commit with comments", "-- before\nbegin;\n\n-- inside\ncreate table %a ();\n\ncommit;\n-- after\n"),
        ("empty statements", ";;\nCREATE TABLE %a ();;\n ;\nCREATE TABLE %b ();\n-- nothing\n;\n"),
        ("blank lines and carriage returns", "\r\n\r\nCREATE TABLE %a ();\r\n\r\n-- b\r\nCREATE TABLE %b ();\r\n"),
        ("a byte order mark", "\uFEFFCREATE TABLE %a ();\n"),
        ("letters beyond ASCII", "COMMENT ON SCHEMA public IS 'größer; 日本';\n-- ünd ℃\n"),
        ("an enum", "CREATE TYPE %mood AS ENUM ('sad');\nALTER TYPE %mood ADD VALUE 'happy';\n"),
        ("a rule with two statements", "CREATE TABLE %a (id int);\nCREATE RULE r AS ON INSERT TO %a DO ALSO (SELECT 1; SELECT 2);\nSELECT 1;"),
        ("an empty file", ""),
        ("comments only", "-- nothing yet\n"),
    ];

    [Fact]
    public async Task Plumb_stores_what_the_Supabase_CLI_stores()
    {
        (string, string)[] migrations = [.. Cases.Select(static (c, i) => ($"202501010000{i:00}_{c.Name.Replace(' ', '_')}.sql", c.Text.Replace("%", $"t{i}_", StringComparison.Ordinal)))];
        await using var pushed = await SupabaseProject.CreateAsync(server, migrations);
        await using var applied = await SupabaseProject.CreateAsync(server, migrations);

        await pushed.PushAsync();
        await applied.PlumbAsync(0, "up");

        var expected = await pushed.RowsAsync();
        var stored = await applied.RowsAsync();
        Assert.Equal(Cases.Length, expected.Count);
        foreach (var (theirs, ours) in expected.Zip(stored))
        {
            Assert.Equal(theirs, ours);
        }

        Assert.Equal(expected.Count, stored.Count);
        Assert.Equal(await TableAsync(pushed), await TableAsync(applied));
        Assert.Equal(await pushed.Files.DumpAsync(), await applied.Files.DumpAsync());
    }

    /// <summary>The table itself: its columns, their types, what may be null, and its keys.</summary>
    private static Task<string?> TableAsync(SupabaseProject project) => project.Files.ScalarAsync(
        """
        SELECT (SELECT string_agg(format('%s %s %s', attname, format_type(atttypid, atttypmod), attnotnull), ', ' ORDER BY attname)
                FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0)
            || (SELECT string_agg(pg_get_constraintdef(oid), ', ') FROM pg_constraint WHERE conrelid = c.oid)
        FROM pg_class c WHERE c.oid = 'supabase_migrations.schema_migrations'::regclass
        """);
}
