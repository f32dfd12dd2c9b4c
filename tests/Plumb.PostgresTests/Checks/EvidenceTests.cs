using Plumb.Checks;

namespace Plumb.PostgresTests.Checks;

public sealed class EvidenceTests(PostgresServer server)
{
    [Fact]
    [Trait("Row", "VS-5")]
    public async Task The_decision_table_of_the_hardening_migration_has_result_and_evidence_for_each_check()
    {
        await using var database = await CheckDatabase.CreateAsync(
            server,
            """
            CREATE TABLE video_sessions (id int PRIMARY KEY, provider text CONSTRAINT video_sessions_provider_check CHECK (provider IN ('zoom', 'external')));
            CREATE TABLE video_session_participants (session_id int, user_id int, role text);
            INSERT INTO video_session_participants VALUES (1, 1, 'host'), (1, 1, 'host'), (2, 1, NULL);
            INSERT INTO video_sessions VALUES (1, 'zoom')
            """);

        var table = await database.RunAsync(
            """
            -- check: a) no duplicate participants
            -- expect: no rows
            SELECT session_id, user_id, COUNT(*) FROM public.video_session_participants GROUP BY 1, 2 HAVING COUNT(*) > 1;
            -- check: c) provider CHECK includes external
            -- expect: 1 row
            -- expect: every row pg_get_constraintdef like '%external%'
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = 'public.video_sessions'::regclass AND conname = 'video_sessions_provider_check';
            -- check: d) role and created_at exist
            -- optional
            -- expect: 2 rows
            SELECT column_name FROM information_schema.columns WHERE table_name = 'video_session_participants' AND column_name IN ('role', 'created_at');
            -- check: e) provider distribution is valid
            -- expect: every row provider in ('zoom', 'meet', 'jitsi', 'manual', 'external')
            SELECT provider, COUNT(*) FROM public.video_sessions GROUP BY 1 ORDER BY 2 DESC;
            """);

        Assert.Equal([Outcome.Fail, Outcome.Pass, Outcome.Fail, Outcome.Pass], table.Results.Select(r => r.Outcome));
        Assert.Equal((false, 3, 2), (table.Passed, table.RequiredCount, table.PassedCount));
        Assert.Equal(["session_id", "user_id", "count"], table.Results[0].Evidence.Columns);
        Assert.Equal([["1", "1", "2"]], table.Results[0].Evidence.Rows);
        Assert.Equal([["role"]], table.Results[2].Evidence.Rows);
        Assert.All(table.Results, static r => Assert.InRange(r.Duration, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Values_read_as_psql_shows_them()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var result = await database.RunOneAsync(
            "-- check: a\n-- expect: rows\nSELECT true, 1.50, NULL, '', ARRAY['a b', NULL], '2025-01-12'::date, '\\x01'::bytea, '{\"a\": 1}'::jsonb;");

        Assert.Equal([["t", "1.50", null, "", "{\"a b\",NULL}", "2025-01-12", "\\x01", "{\"a\": 1}"]], result.Evidence.Rows);
    }

    [Fact]
    public async Task Evidence_ends_at_its_limit_and_the_count_does_not()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");
        const string Text = "-- check: a\n-- expect: every row a % 2 = 0\nSELECT a FROM generate_series(1, 1000) a;";

        var result = await database.RunOneAsync(Text);
        var small = await database.RunOneAsync(Text, new CheckOptions { EvidenceRows = 2 });
        var none = await database.RunOneAsync(Text, new CheckOptions { EvidenceRows = 0 });

        Assert.Equal((1000, "500 of 1000 rows break it", 20), (result.RowCount, result.Found, result.Evidence.Rows.Count));
        Assert.Equal("39", result.Evidence.Rows[^1][0]);
        Assert.Equal([["1"], ["3"]], small.Evidence.Rows);
        Assert.Equal((1000, 0), (none.RowCount, none.Evidence.Rows.Count));
    }

    [Fact]
    public async Task Rows_that_break_true_are_shown_even_late_in_the_result()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var result = await database.RunOneAsync("-- check: a\n-- expect: true\nSELECT a, a < 500 AS small, a > 0 FROM generate_series(1, 501) a;");

        Assert.Equal("false in column small (row 500)", result.Found);
        Assert.Equal(["500", "501"], result.Evidence.Rows.Select(row => row[0]));
    }

    [Fact]
    public async Task A_big_result_is_counted_without_being_kept()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var before = process.PeakWorkingSet64;

        var result = await database.RunOneAsync("-- check: a\n-- expect: 2000000 rows\nSELECT a, repeat('x', 200) FROM generate_series(1, 2000000) a;");

        process.Refresh();
        Assert.Equal((Outcome.Pass, 2000000), (result.Outcome, result.RowCount));
        Assert.InRange(process.PeakWorkingSet64 - before, 0, 100_000_000);
    }

    [Fact]
    public async Task Masked_values_tell_their_type_and_length_only()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "CREATE TABLE t (a text PRIMARY KEY); INSERT INTO t VALUES ('secret')");
        var options = new CheckOptions { MaskValues = true, RunTests = true };

        var table = await database.RunAsync(
            """
            -- check: rows
            -- expect: no rows
            SELECT 'secret'::text AS a, 7 AS b, NULL AS c, 'secret'::varchar(9);
            -- check: value
            -- expect: value other
            SELECT 'secret'::text;
            -- check: number
            -- expect: rows
            SELECT 'secret'::text::int;
            -- test: key
            INSERT INTO t VALUES ('secret');
            """,
            options);

        Assert.Equal([["‹text, 6 characters›", "‹integer, 1 character›", null, "‹character varying(9), 6 characters›"]], table.Results[0].Evidence.Rows);
        Assert.Equal("value ‹text, 6 characters›", table.Results[1].Found);
        foreach (var result in table.Results.Where(static r => r.Finding is not null))
        {
            Assert.DoesNotContain("secret", result.Finding!.Message + string.Concat(result.Finding.Details), StringComparison.Ordinal);
        }
    }
}
