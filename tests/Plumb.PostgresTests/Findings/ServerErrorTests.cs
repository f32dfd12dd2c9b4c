using Npgsql;
using Plumb.Findings;
using Plumb.PostgresTests.Checks;
using Plumb.Sql;

namespace Plumb.PostgresTests.Findings;

public sealed class ServerErrorTests(PostgresServer server)
{
    [Fact]
    [Trait("Row", "VS-7")]
    public async Task A_unique_index_that_fails_comes_with_the_query_that_lists_the_rows()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE p (session_id int, \"User\" text); INSERT INTO p VALUES (1, 'a'), (1, 'A'), (2, 'b')");

        var finding = await FailureAsync(database.Connection, "CREATE UNIQUE INDEX uq ON p (session_id, lower(\"User\"))");

        Assert.Equal(FindingCodes.UniqueViolation, finding.Code);
        Assert.Equal([["1", "a", "2"]], await RowsAsync(database.Connection, finding));
        Assert.Contains(finding.Details, static line => line.StartsWith("Key (session_id, lower(\"User\"))=(1, a)", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Row", "VS-7")]
    public async Task A_CHECK_that_fails_comes_with_the_query_that_lists_the_rows()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE v (id int, provider text); INSERT INTO v VALUES (1, 'zoom'), (2, 'skype')");

        var finding = await FailureAsync(
            database.Connection, "ALTER TABLE v ADD COLUMN x int, ADD CONSTRAINT provider_ok CHECK (provider IN ('zoom', 'ext)ernal') AND (id > 0))");

        Assert.Equal(FindingCodes.CheckViolation, finding.Code);
        Assert.Equal([["2", "skype"]], await RowsAsync(database.Connection, finding));
    }

    [Fact]
    [Trait("Row", "VS-7")]
    public async Task A_CHECK_that_is_there_already_comes_with_the_query_that_shows_it()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE v (provider text CONSTRAINT provider_ok CHECK (provider = 'zoom'))");

        var finding = await FailureAsync(database.Connection, "INSERT INTO v VALUES ('external')");

        Assert.Equal([["provider_ok", "CHECK ((provider = 'zoom'::text))"]], await RowsAsync(database.Connection, finding));
    }

    [Fact]
    public async Task A_foreign_key_that_fails_comes_with_the_query_that_lists_the_rows()
    {
        await using var database = await CheckDatabase.CreateAsync(server,
            "CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (parent_id int); INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1), (7), (7), (NULL)");

        var finding = await FailureAsync(database.Connection, "ALTER TABLE child ADD CONSTRAINT child_fk FOREIGN KEY (parent_id) REFERENCES parent (id)");

        Assert.Equal(FindingCodes.ForeignKeyViolation, finding.Code);
        Assert.Equal([["7", "2"]], await RowsAsync(database.Connection, finding));
    }

    [Fact]
    public async Task NULLs_come_with_the_query_that_lists_them()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE \"order\" (id int, seq int); INSERT INTO \"order\" VALUES (1, 1), (2, NULL)");

        var finding = await FailureAsync(database.Connection, "ALTER TABLE \"order\" ALTER COLUMN seq SET NOT NULL");

        Assert.Equal(FindingCodes.NotNullViolation, finding.Code);
        Assert.Equal([["2", null]], await RowsAsync(database.Connection, finding));
    }

    [Theory]
    [InlineData("SELECT * FROM nowhere", "PL202")]
    [InlineData("SELECT nowhere", "PL203")]
    [InlineData("SELECT nowhere(1)", "PL204")]
    [InlineData("DROP TYPE nowhere", "PL218")]
    [InlineData("CREATE TABLE t ()", "PL210")]
    [InlineData("ALTER TABLE t ADD COLUMN a int", "PL210")]
    [InlineData("CREATE SCHEMA public", "PL210")]
    [InlineData("SELEKT", "PL211")]
    [InlineData("SELECT 1 / 0", "PL201")]
    [InlineData("CREATE TABLE nowhere.t ()", "PL218")]
    [InlineData("DO $$ BEGIN RAISE 'no' USING ERRCODE = '23514'; END $$", "PL201")]
    [InlineData("DO $$ BEGIN RAISE 'no' USING ERRCODE = '42501'; END $$", "PL201")]
    [InlineData("CREATE UNLOGGED TABLE u (a int) PARTITION BY RANGE (a, b)", "PL203")]
    [InlineData("ALTER TABLE t ADD EXCLUDE USING hash (a WITH =) WITH (fillfactor = 90) DEFERRABLE NOT VALID", "PL216")]
    public async Task Common_errors_have_codes_of_their_own(string statement, string code)
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE t (a int)");

        var finding = await FailureAsync(database.Connection, statement);

        Assert.Equal(code, finding.Code.Code);
        Assert.NotNull(finding.Place);
    }

    [Fact]
    [Trait("Row", "VS-7")]
    public async Task What_only_the_owner_may_do_is_told_so()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE t (a int)");
        var role = $"checks_server_error_{Environment.ProcessId}";
        await database.ExecuteAsync($"CREATE ROLE {role}; SET ROLE {role}");

        var finding = await FailureAsync(database.Connection, "ALTER TABLE t ADD COLUMN b int", role);

        await database.ExecuteAsync($"RESET ROLE; DROP ROLE {role}");
        Assert.Equal(FindingCodes.InsufficientPrivilege, finding.Code);
        Assert.Contains("only the owner of table t", finding.Meaning, StringComparison.Ordinal);
        Assert.Contains($"ALTER TABLE t OWNER TO {role};", finding.Help, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "VS-7")]
    [InlineData("SELECT * FROM \"No View\"", "lacks SELECT on view \"No View\"", "GRANT SELECT ON TABLE \"No View\" TO ")]
    [InlineData("UPDATE t SET a = 1", "lacks a privilege such as UPDATE on table t", "GRANT UPDATE ON TABLE t TO ")]
    [InlineData("SELECT f()", "lacks EXECUTE on function f", "GRANT EXECUTE ON FUNCTION f TO ")]
    [InlineData("SELECT nextval('s')", "lacks a privilege such as USAGE on sequence s", "GRANT USAGE ON SEQUENCE s TO ")]
    [InlineData("CREATE TABLE hidden.u ()", "lacks a privilege such as CREATE on schema hidden", "GRANT CREATE ON SCHEMA hidden TO ")]
    public async Task What_is_denied_comes_with_the_grant_that_lacks(string statement, string meaning, string grant)
    {
        await using var database = await CheckDatabase.CreateAsync(
            server,
            """
            CREATE TABLE t (a int); CREATE VIEW "No View" AS SELECT 1; CREATE SEQUENCE s; CREATE SCHEMA hidden;
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION f() FROM public
            """);
        var role = $"checks_denied_{Environment.ProcessId}";
        await database.ExecuteAsync($"CREATE ROLE {role}; SET ROLE {role}");

        var finding = await FailureAsync(database.Connection, statement, role);

        await database.ExecuteAsync("RESET ROLE");
        Assert.EndsWith(meaning, finding.Meaning, StringComparison.Ordinal);
        await database.ExecuteAsync(finding.Help![finding.Help!.IndexOf(grant, StringComparison.Ordinal)..]);
        await database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Fact]
    [Trait("Row", "CH-1")]
    public async Task An_extension_that_is_not_installed_comes_with_how_to_get_it()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "SELECT 1");

        var finding = await FailureAsync(database.Connection, "CREATE EXTENSION plumb_absent");

        Assert.Equal(FindingCodes.ExtensionMissing, finding.Code);
        Assert.Contains("-plumb-absent", finding.Help, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "CH-1")]
    [InlineData("Could not open extension control file \"/usr/share/postgresql/16/extension/vector.control\": No such file or directory.", "apt install postgresql-16-pgvector ")]
    [InlineData("Could not open extension control file \"/opt/pg/share/extension/vector.control\": No such file or directory.", "apt install postgresql-<major version>-pgvector ")]
    public void The_package_of_a_missing_extension_is_named_for_the_server_at_hand(string detail, string help)
    {
        var error = new PostgresException("extension \"vector\" is not available", "ERROR", "ERROR", "0A000", detail);

        var finding = ServerError.ToFinding(error, new SentStatement("", null, static _ => null));

        Assert.StartsWith(help, finding.Help, StringComparison.Ordinal);
    }

    private static async Task<Finding> FailureAsync(NpgsqlConnection connection, string sql, string? role = null)
    {
        var source = new SourceText("migrations/a.sql", sql);
        await using var command = new NpgsqlCommand(sql, connection);
        var error = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        return ServerError.ToFinding(error, new SentStatement(sql, source.PlaceAt(0, sql.Length), offset => source.PlaceAt(offset)) { Role = role });
    }

    /// <summary>Runs the last line of the help, as a user would paste it.</summary>
    private static async Task<List<string?[]>> RowsAsync(NpgsqlConnection connection, Finding finding)
    {
        await using var command = new NpgsqlCommand(finding.Help!.Split('\n')[^1].TrimEnd(';'), connection) { AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string?[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
        }

        return rows;
    }
}
