using Plumb.Catalog;
using Plumb.Diagnosis;
using Plumb.Execution;
using Plumb.Sources;

namespace Plumb.PostgresTests.Execution;

/// <summary>Plumb often runs as a superuser, on databases in which others may create functions: none of theirs is called by SQL of Plumb's.</summary>
public sealed class HostileNamesTests(PostgresServer server)
{
    private static readonly (string Statement, string Code, string Detail)[] Mistakes =
    [
        ("INSERT INTO child VALUES (1, 7, 'x', NULL, NULL)", "PL207", "missing id = 7"),
        ("ALTER TABLE loose ADD CONSTRAINT lf FOREIGN KEY (parent_id) REFERENCES parent", "PL207", "refer"),
        ("DELETE FROM parent WHERE id = 1", "PL207", "row "),
        ("INSERT INTO parent VALUES (1, 'b')", "PL206", "row "),
        ("INSERT INTO child VALUES (3, 1, 'bad', NULL, NULL)", "PL209", "demands"),
        ("INSERT INTO child VALUES (3, 1, 'x', '[1,5)', NULL)", "PL219", "row "),
        ("ALTER TABLE loose ALTER parent_id SET NOT NULL", "PL208", "row "),
        ("SET ROLE pg_monitor;\nSELECT * FROM parent", "PL205", "belongs to"),
        ("SET ROLE pg_monitor;\nINSERT INTO guarded VALUES (1)", "PL217", "policy"),
        ("CREATE OR REPLACE VIEW seen AS SELECT 'x'::text AS other", "PL221", "columns"),
        ("INSERT INTO fires VALUES (1)", "PL201", "runs as trigger"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_seeds_are_called_by_what_leaves_the_choice_to_the_server()
    {
        await using var project = await TestProject.CreateAsync(server);
        await HostileNames.PlantAsync(project);

        await project.ExecuteAsync("SELECT count(*) FROM pg_class c WHERE c.relname LIKE 'a%' AND c.oid = 'pg_class'::regclass AND concat_ws(',', c.relname, c.relname) IS NOT NULL");

        var called = await HostileNames.CalledAsync(project);
        Assert.Contains("truth(name,name)", called, StringComparison.Ordinal);
        Assert.Contains("concat_ws(text,name[])", called, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applying_verifying_and_taking_back_call_none()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("supabase/migrations/001_a.sql", "CREATE TABLE a (id int PRIMARY KEY);\n"),
            ("supabase/verify/001_a.sql", "-- test: as another\n-- as: pg_monitor {\"sub\": \"x\"}\n-- expect: value 1\nSELECT 1;\n"),
            ("supabase/revert/001_a.sql", "DROP TABLE a;\n"),
            ("supabase/migrations/002_b.sql", "-- plumb: no-transaction\nCREATE INDEX CONCURRENTLY i ON a (id);\n"),
            ("supabase/revert/002_b.sql", "-- plumb: no-transaction\nDROP INDEX CONCURRENTLY i;\n"));
        await HostileNames.PlantAsync(project);
        project.Execution = project.Execution with { Observe = new SnapshotOptions() };

        await project.MustApplyAsync();
        await project.VerifyAsync();
        await project.StatusAsync();
        await project.MustTakeBackAsync();
        await project.UpAsync();
        await using (var connection = await project.Target().OpenAsync(Token))
        {
            await LedgerHistory.ReadAsync(connection, Token);
            await LedgerHistory.CountAsync(connection, Token);
            await new CatalogReading(connection, new SnapshotOptions()).RefuseChangesSinceAsync((await project.ScalarAsync("SELECT pg_current_snapshot()::text"))!, Token);
            await ClusterRole.ReadAsync(connection, Token);
            await Blockers.OfProcessAsync(connection, connection.ProcessID, Token);
            await Blockers.OfAdvisoryLockAsync(connection, MigrationLock.Key, Token);
        }

        Assert.Equal("", await HostileNames.CalledAsync(project));
    }

    [Fact]
    public async Task Explaining_an_error_calls_none()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(
            """
            CREATE TABLE parent (id int PRIMARY KEY, code text);
            INSERT INTO parent VALUES (1, 'a');
            CREATE TABLE child (id int, parent_id int CONSTRAINT cf REFERENCES parent, kind text CONSTRAINT k CHECK (kind <> 'bad'), span int4range, note varchar,
              CONSTRAINT e EXCLUDE USING gist (span WITH &&));
            INSERT INTO child VALUES (1, 1, 'x', '[1,3)', NULL);
            CREATE TABLE loose (id int, parent_id bigint);
            INSERT INTO loose VALUES (1, 9), (2, NULL);
            CREATE TABLE guarded (id int);
            ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
            CREATE POLICY none ON guarded FOR INSERT WITH CHECK (id > 5);
            GRANT ALL ON guarded TO pg_monitor;
            CREATE VIEW seen AS SELECT 1 AS one;
            CREATE TABLE fires (id int);
            CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$;
            CREATE TRIGGER t BEFORE INSERT ON fires FOR EACH ROW EXECUTE FUNCTION fails();
            """);
        await HostileNames.PlantAsync(project);

        var astray = new List<string>();
        foreach (var (statement, code, detail) in Mistakes)
        {
            project.Write(("migrations/1_a.sql", $"{statement};\n"));
            var finding = Told.OneFinding(await project.UpAsync());
            if (finding.Code.Code != code || !finding.Details.Any(d => d.Contains(detail, StringComparison.Ordinal)))
            {
                astray.Add($"{statement}: {Plumb.Findings.FindingText.Render(finding)}");
            }
        }

        Assert.True(astray.Count == 0, string.Join('\n', astray));
        Assert.Equal("", await HostileNames.CalledAsync(project));
    }

    [Fact]
    public async Task Explaining_access_calls_none()
    {
        await using var project = await TestProject.CreateAsync(server);
        await project.ExecuteAsync(
            """
            CREATE TABLE note (id int PRIMARY KEY, owner text);
            INSERT INTO note VALUES (1, 'ada'), (2, 'bea');
            ALTER TABLE note ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON note USING (owner = 'ada');
            GRANT SELECT, INSERT ON note TO pg_monitor;
            """);
        await HostileNames.PlantAsync(project);

        var question = new AccessQuestion("note", "pg_monitor", AccessCommand.Select) { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["app.x"] = "1" } };
        var answer = await AccessExplanation.AskAsync(project.Target(), question, Token);
        var written = await AccessExplanation.AskAsync(project.Target(), question with { Command = AccessCommand.Insert, Row = """{"id": 3, "owner": "bea"}""" }, Token);
        await Assert.ThrowsAsync<Plumb.Findings.UsageException>(() => AccessExplanation.AskAsync(project.Target(), question with { Table = "nowhere" }, Token));

        Assert.Equal("", await HostileNames.CalledAsync(project));
        Assert.Equal((1, 2), (answer.Reached, answer.Total));
        Assert.Equal(1, answer.Policies[0].Passing);
        Assert.False(written.IsRowAllowed);
    }
}
