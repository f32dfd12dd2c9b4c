using System.Text.Json;

namespace Plumb.Cli.Tests;

/// <summary><c>plumb stats</c> as a role that is no superuser; what it says is compared with what psql reads.</summary>
public sealed class StatsTests(PlumbProgram plumb)
{
    private const string Secret = "Klabautermann";

    [Fact]
    public async Task Sizes_are_those_of_the_server_and_hold_no_value()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("up", "--env", "production", "--to", "1", "--yes");
        await production.ExecuteAsync(
            $"INSERT INTO event SELECT g, CASE WHEN g % 4 > 0 THEN '{Secret}' END, g % 7 FROM generate_series(1, 3000) AS g",
            "INSERT INTO visit SELECT g, date '2024-01-01' FROM generate_series(1, 500) AS g",
            "ANALYZE");
        var output = await production.MustAsync("stats", "--env", "production");
        Assert.Matches(@"public\.event +3,000 +\d+ kB", output.Output);
        Assert.StartsWith("written  plumb.stats.json: 4 tables of production, 1 migration in place there", output.Verdict, StringComparison.Ordinal);

        var text = production.Project.Read("plumb.stats.json");
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        using var file = JsonDocument.Parse(text);
        var tables = file.RootElement.GetProperty("tables").EnumerateArray().ToDictionary(static t => t.GetProperty("name").GetString()!, StringComparer.Ordinal);
        Assert.Equal(["public.draft", "public.event", "public.visit", "public.visit_2024"], tables.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["1_events"], file.RootElement.GetProperty("inPlace").EnumerateArray().Select(static m => m.GetProperty("id").GetString()));
        Assert.Equal(
            await production.AnswerAsync("SELECT reltuples::bigint || ' ' || pg_total_relation_size(oid) FROM pg_class WHERE oid = 'public.event'::regclass"),
            $"{tables["public.event"].GetProperty("rows")} {tables["public.event"].GetProperty("bytes")}");
        Assert.Equal(
            await production.AnswerAsync("SELECT string_agg(format('%s %s %s %s', attname, avg_width, null_frac::numeric(5,4)::float8, round(n_distinct::numeric, 4)::float8), '; ' ORDER BY attname) FROM pg_stats WHERE schemaname = 'public' AND tablename = 'event'"),
            string.Join("; ", tables["public.event"].GetProperty("columns").EnumerateArray()
                .Select(static c => $"{c.GetProperty("name")} {c.GetProperty("width")} {c.GetProperty("nullFraction")} {c.GetProperty("distinct")}").Order(StringComparer.Ordinal)));
        Assert.Equal((500, 500), (tables["public.visit"].GetProperty("rows").GetInt64(), tables["public.visit_2024"].GetProperty("rows").GetInt64()));
    }

    [Fact]
    public async Task As_JSON_the_report_says_what_the_file_says_and_what_was_never_analyzed()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("up", "--env", "production", "--to", "1", "--yes");
        await production.ExecuteAsync("ALTER TABLE event SET (autovacuum_enabled = off)", "INSERT INTO event SELECT g, 'x', 1 FROM generate_series(1, 10) AS g");
        using var report = JsonDocument.Parse((await production.MustAsync("stats", "--env", "production", "--format", "json")).Output);
        using var file = JsonDocument.Parse(production.Project.Read("plumb.stats.json"));
        Assert.Equal(file.RootElement.GetProperty("tables").ToString(), report.RootElement.GetProperty("statistics").GetProperty("tables").ToString(), ignoreWhiteSpaceDifferences: true, ignoreAllWhiteSpace: true);
        var finding = Assert.Single(report.RootElement.GetProperty("findings").EnumerateArray(), static f => f.GetProperty("code").GetString() == "PL734");
        Assert.StartsWith("public.event was never analyzed", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_has_grown_since_it_was_analyzed_is_as_large_as_it_is()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("up", "--env", "production", "--to", "1", "--yes");
        await production.ExecuteAsync(
            "ALTER TABLE event SET (autovacuum_enabled = off)",
            "ALTER TABLE draft SET (autovacuum_enabled = off)",
            "INSERT INTO event SELECT g, 'x', 1 FROM generate_series(1, 1000) AS g",
            "VACUUM ANALYZE event",
            "VACUUM ANALYZE draft",
            "INSERT INTO event SELECT g, 'x', 1 FROM generate_series(1001, 20000) AS g",
            "INSERT INTO draft SELECT generate_series(1, 20000)");
        Assert.Equal("1000 0", await production.AnswerAsync("SELECT (SELECT reltuples FROM pg_class WHERE oid = 'public.event'::regclass) || ' ' || (SELECT reltuples FROM pg_class WHERE oid = 'public.draft'::regclass)"));
        using var report = JsonDocument.Parse((await production.MustAsync("stats", "--env", "production", "--format", "json")).Output);
        var rows = report.RootElement.GetProperty("statistics").GetProperty("tables").EnumerateArray().ToDictionary(static t => t.GetProperty("name").GetString()!, static t => t.GetProperty("rows").GetInt64(), StringComparer.Ordinal);
        Assert.InRange(rows["public.event"], 15_000, 25_000);
        Assert.InRange(rows["public.draft"], 5_000, 25_000);
        Assert.Contains(report.RootElement.GetProperty("findings").EnumerateArray(), static f => f.GetProperty("code").GetString() == "PL734" && f.GetProperty("message").GetString()!.StartsWith("public.draft was never analyzed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proof_measures_with_them_and_leaves_alone_what_is_in_place_there()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("up", "--env", "production", "--to", "1", "--yes");
        await production.ExecuteAsync("INSERT INTO event SELECT g, 'x', 1 FROM generate_series(1, 20000) AS g", "ANALYZE");
        await production.MustAsync("stats", "--env", "production");
        var proof = await production.RunAsync("prove");
        Assert.Equal(1, proof.ExitCode);
        Assert.Contains("error PL717: writes of public.event wait", proof.Output, StringComparison.Ordinal);
        Assert.Contains("measured on 20,000 rows of public.event", proof.Output, StringComparison.Ordinal);

        await production.MustAsync("up", "--env", "production", "--yes");
        await production.MustAsync("stats", "--env", "production");
        Assert.Contains("long done in production", (await production.MustAsync("prove")).Output, StringComparison.Ordinal);
    }

    private Task<ServedProject> CreateAsync() => ServedProject.CreateAsync(
        plumb,
        new TemporaryProject()
            .With("plumb.yaml", "environments: { production: { url: \"${APP_DATABASE}\" } }\nprove: { budgets: { public.event: 1ms } }\n")
            .With("migrations/1_events.sql", """
                CREATE TABLE event (id int PRIMARY KEY, kind text, number int);
                CREATE TABLE draft (id int PRIMARY KEY);
                CREATE TABLE visit (id int, at date) PARTITION BY RANGE (at);
                CREATE TABLE visit_2024 PARTITION OF visit FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
                """)
            .With("migrations/2_index.sql", "CREATE INDEX event_kind ON event (kind);\nCREATE INDEX event_number ON event (number);\n"));
}
