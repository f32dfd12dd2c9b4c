using System.Diagnostics;
using Npgsql;
using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.PostgresTests.Checks;

public sealed class ErrorPlaceTests(PostgresServer server)
{
    [Theory]
    [InlineData("SELECT 1,\n  nope FROM pg_class", "42703", 5, "nope")]
    [InlineData("SELECT '🙂🙂', c.nope FROM pg_class c", "42703", 4, "c.nope")]
    [InlineData("SELECT * FROM public.\"No Table\" x", "42P01", 4, "public.\"No Table\"")]
    [InlineData("SELECT 'x'::int", "22P02", 4, "'x'")]
    [InlineData("SELECT 1 +% 2", "42883", 4, "+%")]
    [InlineData("SELEC 1", "42601", 4, "SELEC")]
    [InlineData("SELECT 1 +", "42601", 4, ";")]
    [InlineData("DO $$\nBEGIN\n  PERFORM 1;\n  RAISE EXCEPTION 'no';\nEND $$", "P0001", 7, "RAISE EXCEPTION 'no';")]
    [InlineData("DO LANGUAGE plpgsql $body$ BEGIN\n  PERFORM 1 / 0; END $body$", "22012", 5, "PERFORM 1 / 0; END $body$;")]
    [InlineData("DO $$\nBEGIN\n  SELEC 1;\nEND $$", "42601", 6, "SELEC")]
    public async Task The_caret_is_under_the_words_that_the_server_means(string statement, string sqlState, int line, string underlined)
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var result = await database.RunOneAsync($"-- check: a\n-- expect: rows\n-- as: pg_monitor\n{statement};");

        Assert.Equal((Outcome.Error, sqlState), (result.Outcome, result.Finding!.SqlState));
        Assert.Equal((line, underlined), (result.Finding.Place!.Line, Underlined(result.Finding.Place)));
    }

    [Theory]
    [InlineData("every row nope = 1", "nope")]
    [InlineData("every row a = 'x'", "'x'")]
    [InlineData("every row a", "a")]
    [InlineData("every row a >", "every row a >")]
    [InlineData("every row a > (select nope)", "nope")]
    public async Task An_error_in_a_condition_is_placed_in_the_expectation(string expectation, string underlined)
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var result = await database.RunOneAsync($"-- check: a\n-- expect: every row true\n-- expect: {expectation}\n-- expect: every row true\nSELECT 1 AS a;");

        Assert.Equal((Outcome.Error, 3, underlined), (result.Outcome, result.Finding!.Place!.Line, Underlined(result.Finding.Place)));
    }

    [Fact]
    public async Task An_error_in_the_query_under_a_condition_is_placed_in_the_query()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var result = await database.RunOneAsync("-- check: a\n-- expect: every row true\nSELECT 1,\n  nope;");

        Assert.Equal((4, 3, "nope"), (result.Finding!.Place!.Line, result.Finding.Place.Column, Underlined(result.Finding.Place)));
    }

    [Fact]
    public async Task An_error_inside_a_function_tells_how_it_got_there()
    {
        await using var database = await CheckDatabase.CreateAsync(
            server, "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN\n RETURN (SELECT nope FROM pg_class); END'");

        var result = await database.RunOneAsync("-- check: a\n-- expect: rows\nSELECT f();");

        Assert.Equal(3, result.Finding!.Place!.Line);
        Assert.Contains("in PL/pgSQL function f() line 2 at RETURN", result.Finding.Details);
        Assert.Contains("while it ran: (SELECT nope FROM pg_class)", result.Finding.Details);
    }

    [Fact]
    public async Task A_check_that_takes_too_long_is_an_error_and_not_a_verdict()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        var table = await database.RunAsync(
            "-- test: slow\n-- expect: succeeds\nSELECT pg_sleep(30);\n-- check: b\n-- expect: value 0\nSHOW statement_timeout;\n",
            new CheckOptions { RunTests = true, StatementTimeout = TimeSpan.FromMilliseconds(100) });

        Assert.Equal((Outcome.Error, FindingCodes.CheckTimedOut), (table.Results[0].Outcome, table.Results[0].Finding!.Code));
        Assert.Contains("0.1 s", table.Results[0].Finding!.Meaning, StringComparison.Ordinal);
        Assert.Equal("value 100ms", table.Results[1].Found);
        Assert.Equal("0", await database.ScalarAsync("SHOW statement_timeout"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_passes_through_and_leaves_the_connection_usable(bool insideTransaction)
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");
        await database.ExecuteAsync(insideTransaction ? "BEGIN; CREATE TABLE kept ()" : "CREATE TABLE kept ()");
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var started = Stopwatch.GetTimestamp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new CheckRunner(new CheckOptions()).RunAsync(
            database.Connection, insideTransaction, CheckDatabase.Read("SELECT pg_sleep(30)").Checks, null, source.Token));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal("kept", await database.ScalarAsync("SELECT 'kept'::regclass"));
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_an_exception_and_not_a_result()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => database.RunAsync("-- check: a\n-- expect: rows\nSELECT pg_terminate_backend(pg_backend_pid());"));
    }

    [Fact]
    public async Task A_transaction_that_is_already_aborted_is_an_exception_and_not_a_result()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");
        await database.ExecuteAsync("BEGIN");
        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync("SELECT nope"));

        var exception = await Assert.ThrowsAsync<PostgresException>(() => database.RunAsync("SELECT 1", insideTransaction: true));

        Assert.Equal(PostgresErrorCodes.InFailedSqlTransaction, exception.SqlState);
    }

    [Fact]
    public async Task Every_result_is_told_as_soon_as_it_is_there()
    {
        await using var database = await CheckDatabase.CreateAsync(server, "");
        var told = new Told();

        var table = await new CheckRunner(new CheckOptions()).RunAsync(
            database.Connection, false, CheckDatabase.Read("SELECT 1;\n-- test: t\nSELECT 1;").Checks, told, TestContext.Current.CancellationToken);

        Assert.Equal(table.Results, told.Results);
    }

    private static string Underlined(Place place) =>
        place.Column > place.SourceLine!.Length ? "" : place.SourceLine.Substring(place.Column - 1, place.Length);

    private sealed class Told : IProgress<CheckResult>
    {
        public List<CheckResult> Results { get; } = [];

        public void Report(CheckResult value) => Results.Add(value);
    }
}
