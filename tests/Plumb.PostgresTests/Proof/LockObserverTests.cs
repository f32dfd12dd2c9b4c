using Plumb.Environments;
using Plumb.PostgresTests.Execution;
using Plumb.Proof;
using Plumb.Proof.Locks;
using Plumb.Sql;

namespace Plumb.PostgresTests.Proof;

/// <summary>What a statement that commits on its way has locked and done is seen from outside, also when it was over in no time.</summary>
public sealed class LockObserverTests(PostgresServer server)
{
    private const string Schema = """
        CREATE TABLE parent (id int PRIMARY KEY);
        CREATE TABLE event (id int PRIMARY KEY, kind text);
        CREATE INDEX event_kind ON event (kind);
        """;

    [Theory]
    [InlineData("ALTER TABLE event ADD COLUMN a int; COMMIT; ALTER TABLE parent ADD COLUMN b int; COMMIT", "event AccessExclusive, parent AccessExclusive", "")]
    [InlineData("CREATE INDEX ON event (kind); COMMIT; LOCK TABLE parent IN SHARE ROW EXCLUSIVE MODE; COMMIT", "event Share, parent ShareRowExclusive", "event Scan")]
    [InlineData("UPDATE event SET kind = 'a'; COMMIT; UPDATE event SET kind = 'b'; COMMIT", "", "event Scan")]
    [InlineData("TRUNCATE event; COMMIT", "event AccessExclusive", "")]
    [InlineData("ALTER TABLE event ALTER id TYPE bigint; COMMIT", "event AccessExclusive", "event Rewrite")]
    [InlineData("COMMIT", "", "")]
    public async Task Every_lock_that_keeps_writers_out_is_seen(string body, string locks, string work)
    {
        var seen = await ObserveAsync($"DO $$ BEGIN {body}; END $$");
        Assert.Null(seen.Obstacle);
        Assert.Equal(locks, string.Join(", ", seen.Locks.Where(static l => l.BlocksWrites).Select(static l => $"{l.Table["public.".Length..]} {l.Mode}").Order(StringComparer.Ordinal)));
        Assert.Equal(work, string.Join(", ", seen.Work.Select(static w => $"{w.Table["public.".Length..]} {w.Kind}")));
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY event_id ON event (id)", "event ShareUpdateExclusive")]
    [InlineData("REINDEX TABLE CONCURRENTLY event", "event ShareUpdateExclusive")]
    [InlineData("DROP INDEX CONCURRENTLY event_kind", "event ShareUpdateExclusive")]
    public async Task What_waits_for_all_writers_is_let_go_on(string sql, string locks)
    {
        var seen = await ObserveAsync(sql);
        Assert.Null(seen.Obstacle);
        Assert.Equal(locks, string.Join(", ", seen.Locks.Select(static l => $"{l.Table["public.".Length..]} {l.Mode}")));
    }

    [Fact]
    public async Task What_cannot_wait_for_a_lock_is_not_observed()
    {
        var seen = await ObserveAsync("DO $$ BEGIN LOCK TABLE event IN SHARE MODE NOWAIT; COMMIT; END $$");
        Assert.NotNull(seen.Obstacle);
    }

    private async Task<TracedStatement> ObserveAsync(string sql)
    {
        var token = TestContext.Current.CancellationToken;
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(Schema);
        await using var connection = await project.OpenAsync();
        var identity = await ServerIdentity.AskAsync(connection, token);
        Assert.SkipUnless(ShadowSession.CollectsOnRequest(identity), "before PostgreSQL 15 such a statement is said to be not observed");
        var statement = SqlSplitter.Split(new SourceText("test.sql", sql)).Statements[0];
        await using var observer = await LockObserver.StartAsync(project.Target(), identity, identity.ProcessId, statement, token);
        await TestProject.ExecuteAsync(connection, sql);
        await TestProject.ExecuteAsync(connection, "SELECT pg_stat_force_next_flush()");
        return await observer.EndAsync(statement, TimeSpan.Zero, token);
    }
}
