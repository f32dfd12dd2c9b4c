using Plumb.Diffing.Planning;
using Plumb.Execution;
using Plumb.PostgresTests.Execution;
using Plumb.Proof.Locks;
using Plumb.Sql;

namespace Plumb.PostgresTests.Proof;

/// <summary>What PostgreSQL's manual says of statements, and what a session sees of them when they run.</summary>
public sealed class LockTracerTests(PostgresServer server)
{
    private const string Schema = """
        CREATE TABLE parent (id int PRIMARY KEY);
        CREATE TABLE event (id int PRIMARY KEY, parent_id int, kind varchar(20), at date);
        CREATE INDEX event_at ON event (at);
        CREATE MATERIALIZED VIEW kinds AS SELECT kind, count(*) FROM event GROUP BY kind;
        CREATE TABLE part (id int, CHECK (id % 2 = 0));
        CREATE TABLE whole (id int) PARTITION BY RANGE (id);
        CREATE DOMAIN positive AS int;
        CREATE TABLE measured (value positive);
        """;

    [Theory]
    [InlineData("ALTER TABLE event ADD COLUMN note text", "event AccessExclusive", "")]
    [InlineData("ALTER TABLE event ADD COLUMN since date DEFAULT '2024-01-01'", "event AccessExclusive", "")]
    [InlineData("ALTER TABLE event ADD COLUMN token float DEFAULT random()", "event AccessExclusive", "event Rewrite")]
    [InlineData("ALTER TABLE event ALTER at SET NOT NULL", "event AccessExclusive", "event Scan")]
    [InlineData("ALTER TABLE event ADD CONSTRAINT c CHECK (id > 0)", "event AccessExclusive", "event Scan")]
    [InlineData("ALTER TABLE event ADD CONSTRAINT c CHECK (id > 0) NOT VALID", "event AccessExclusive", "")]
    [InlineData("ALTER TABLE event ALTER id TYPE bigint", "event AccessExclusive", "event Rewrite", "DROP MATERIALIZED VIEW kinds")]
    [InlineData("ALTER TABLE event ALTER kind TYPE varchar(40)", "event AccessExclusive", "", "DROP MATERIALIZED VIEW kinds")]
    [InlineData("CREATE INDEX ON event (kind)", "event Share", "event Scan")]
    [InlineData("REINDEX INDEX event_at", "event AccessExclusive", "event Scan")]
    [InlineData("ALTER TABLE event ADD FOREIGN KEY (parent_id) REFERENCES parent", "event ShareRowExclusive, parent ShareRowExclusive", "event Scan")]
    [InlineData("ALTER TABLE event ADD FOREIGN KEY (parent_id) REFERENCES parent NOT VALID", "event ShareRowExclusive, parent ShareRowExclusive", "")]
    [InlineData("CREATE TABLE child (id int REFERENCES parent)", "parent ShareRowExclusive", "")]
    [InlineData("CREATE TABLE other (id int); CREATE INDEX ON other (id); INSERT INTO other VALUES (1); UPDATE other SET id = 2", "", "")]
    [InlineData("TRUNCATE event", "event AccessExclusive", "")]
    [InlineData("REFRESH MATERIALIZED VIEW kinds", "kinds AccessExclusive", "event Scan, kinds Refresh")]
    [InlineData("CLUSTER event USING event_at", "event AccessExclusive", "event Rewrite")]
    [InlineData("ALTER TABLE whole ATTACH PARTITION part FOR VALUES FROM (1) TO (9)", "part AccessExclusive", "part Scan")]
    [InlineData("ALTER DOMAIN positive ADD CHECK (value > 0)", "measured Share", "measured Scan")]
    [InlineData("UPDATE event SET kind = 'a'", "", "event Scan")]
    [InlineData("COMMENT ON TABLE event IS 'What happened'", "", "")]
    [InlineData("DROP TABLE event CASCADE", "event AccessExclusive, kinds AccessExclusive", "")]
    public async Task A_statement_is_seen_to_lock_and_to_work(string sql, string locks, string work, string first = "SELECT 1")
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(Schema);
        await project.ExecuteAsync(first);
        var traced = await TraceAsync(project, sql);
        Assert.Equal(locks, string.Join(", ", traced.Blocking.Select(static l => $"{l.Table["public.".Length..]} {l.Mode}").Order(StringComparer.Ordinal)));
        Assert.Equal(work, string.Join(", ", traced.Statements.SelectMany(static s => s.Work).Select(static w => $"{w.Table["public.".Length..]} {w.Kind}").Distinct().Order(StringComparer.Ordinal)));
        Assert.All(traced.Statements, static s => Assert.True(s.IsSeen));
    }

    [Theory]
    [InlineData("UPDATE event SET kind = 'a' WHERE id > 0", "public.event")]
    [InlineData("DELETE FROM event WHERE id > 0", "public.event")]
    [InlineData("INSERT INTO event VALUES (7); UPDATE event SET kind = 'a' WHERE id > 0", "public.event")]
    [InlineData("SELECT FROM event WHERE id > 0", "")]
    [InlineData("INSERT INTO event VALUES (7); CREATE TABLE child (id int REFERENCES event); INSERT INTO child VALUES (7)", "")]
    public async Task Rows_that_are_written_by_an_index_under_a_lock_are_told_from_rows_that_are_looked_up(string sql, string table)
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(Schema);
        var traced = await TraceAsync(project, $"SET LOCAL enable_seqscan = off; ALTER TABLE event ADD COLUMN note text; {sql}");
        Assert.Equal(table, string.Join(", ", traced.Statements.SelectMany(static s => s.WrittenByIndex).Distinct()));
        Assert.Empty(traced.Statements.SelectMany(static s => s.HeldAtWork));
    }

    [Fact]
    public async Task A_lock_of_an_earlier_statement_is_held_when_a_later_one_works()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(Schema);
        var traced = await TraceAsync(project, "UPDATE event SET kind = 'a'; ALTER TABLE event ADD COLUMN note text; UPDATE event SET note = kind");
        Assert.Empty(traced.Statements[0].HeldAtWork);
        Assert.Empty(traced.Statements[1].HeldAtWork);
        var held = Assert.Single(traced.Statements[2].HeldAtWork);
        Assert.Equal(("public.event", LockMode.AccessExclusive, 2), (held.Table, held.Mode, held.Since.Place.Line));
    }

    [Fact]
    public async Task A_look_that_the_script_makes_the_session_forget_is_said_to_lack()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(Schema);
        var traced = await TraceAsync(project, "CREATE INDEX ON event (kind); RESET ALL; COMMENT ON TABLE event IS ''");
        Assert.Equal([false, true, true], traced.Statements.Select(static s => s.IsSeen));
        Assert.NotEmpty(traced.Blocking);
    }

    private static async Task<TracedScript> TraceAsync(TestProject project, string sql)
    {
        var token = TestContext.Current.CancellationToken;
        await using var connection = await project.OpenAsync();
        await using var begin = new Npgsql.NpgsqlCommand("BEGIN", connection);
        await begin.ExecuteNonQueryAsync(token);
        var tracer = await LockTracer.BeginAsync(connection, token);
        await using var batch = new StatementBatch(connection);
        tracer.Begin(batch);
        foreach (var statement in SqlSplitter.Split(new SourceText("test.sql", sql.Replace("; ", ";\n", StringComparison.Ordinal))).Statements)
        {
            await batch.AddAsync(statement, token);
            tracer.Add(batch, statement);
        }

        await batch.FlushAsync(token);
        return await tracer.ReadAsync(connection, token);
    }
}
