using Plumb.Shadow;

namespace Plumb.PostgresTests.Shadow;

public sealed class StandInTests(SupabaseServer supabase) : IClassFixture<SupabaseServer>
{
    private static readonly Dictionary<string, string[]> Uses = new(StringComparer.Ordinal)
    {
        ["http"] = ["SELECT status FROM http_get('https://example.com')", "SELECT http_post('https://example.com', '{}', 'application/json')"],
        ["hypopg"] = ["SELECT * FROM hypopg_create_index('CREATE INDEX ON t (a)')", "SELECT hypopg_reset()"],
        ["index_advisor"] = ["SELECT * FROM index_advisor('SELECT 1')"],
        ["pg_cron"] =
        [
            "SELECT cron.schedule('nightly', '0 3 * * *', 'SELECT 1')", "SELECT cron.schedule('*/5 * * * *', 'SELECT 2')",
            "SELECT cron.schedule('often', '30 seconds', $$SELECT 3$$)", "SELECT cron.schedule_in_database('there', '@daily', 'SELECT 4', 'postgres')",
            "SELECT cron.alter_job((SELECT jobid FROM cron.job WHERE jobname = 'often'), active := false)",
            "SELECT cron.unschedule('nightly')", "SELECT cron.unschedule(jobid) FROM cron.job", "SELECT * FROM cron.job_run_details",
        ],
        ["pg_graphql"] = ["SELECT graphql.resolve('{ a }')"],
        ["pg_jsonschema"] = ["SELECT jsonb_matches_schema('{\"type\": \"object\"}', '{}')"],
        ["pg_net"] =
        [
            "SELECT net.http_get('https://example.com', headers := '{}')", "SELECT net.http_post(url := 'https://example.com', body := '{\"a\": 1}')",
            "SELECT net.http_delete('https://example.com')", "SELECT * FROM net._http_response",
        ],
        ["pg_tle"] = ["SELECT pgtle.install_extension('mine', '1.0', 'text', 'SELECT 1')", "SELECT * FROM pgtle.available_extensions()"],
        ["pgjwt"] = ["SELECT sign('{\"sub\": \"1\"}', 'key')", "SELECT 1 / valid::int FROM verify(sign('{}', 'key'), 'key')"],
        ["pgmq"] =
        [
            "SELECT pgmq.create('jobs')", "SELECT pgmq.send('jobs', '{\"a\": 1}')", "SELECT pgmq.send('jobs', '{\"a\": 2}', 0)",
            "SELECT pgmq.send_batch('jobs', ARRAY['{}', '{}']::jsonb[])", "SELECT 1 / count(*) FROM pgmq.read('jobs', 30, 1)",
            "SELECT 1 / count(*) FROM pgmq.pop('jobs')", "SELECT 1 / pgmq.archive('jobs', 3::bigint)::int", "SELECT 1 / pgmq.delete('jobs', 4::bigint)::int",
            "SELECT * FROM pgmq.a_jobs", "SELECT pgmq.purge_queue('jobs')", "SELECT * FROM pgmq.metrics_all()", "SELECT pgmq.drop_queue('jobs')",
        ],
        ["pgsodium"] = ["SELECT * FROM pgsodium.create_key(name := 'k')", "SELECT pgsodium.crypto_aead_det_noncegen()"],
        ["supabase_vault"] =
        [
            "SELECT vault.create_secret('value', 'name', 'what for')", "SELECT 1 / (decrypted_secret = 'value')::int FROM vault.decrypted_secrets",
            "SELECT vault.update_secret(id, 'new') FROM vault.secrets", "SELECT 1 / (decrypted_secret = 'new')::int FROM vault.decrypted_secrets",
        ],
        ["wrappers"] = ["SELECT * FROM wrappers_fdw_stats"],
    };

    [Fact]
    public async Task Postgres_can_create_and_use_every_stand_in_and_is_told_which_were_used()
    {
        foreach (var name in supabase.Server.StandIns)
        {
            await using var connection = await supabase.OpenNewDatabaseAsync();
            Assert.Empty(await EmbeddedServer.UsedStandInsAsync(connection, TestContext.Current.CancellationToken));
            await Sql.RunAsync(connection, $"CREATE EXTENSION IF NOT EXISTS {name} CASCADE");
            await Sql.RunAsync(connection, Uses[name]);

            Assert.Contains(name, await EmbeddedServer.UsedStandInsAsync(connection, TestContext.Current.CancellationToken));
        }

        Assert.Equal(Uses.Keys.Order(StringComparer.Ordinal), supabase.Server.StandIns.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("pg_cron", "extensions")]
    [InlineData("pg_cron", "pg_catalog")]
    [InlineData("pg_net", "extensions")]
    [InlineData("pg_graphql", "graphql")]
    [InlineData("pgjwt", "extensions")]
    [InlineData("supabase_vault", "vault")]
    public async Task A_stand_in_takes_the_schemas_that_the_platform_takes(string name, string schema)
    {
        await using var connection = await supabase.OpenNewDatabaseAsync();
        await Sql.RunAsync(connection, $"CREATE EXTENSION IF NOT EXISTS \"{name}\" WITH SCHEMA \"{schema}\"");
    }

    [Theory]
    [InlineData("citext")]
    [InlineData("postgres_fdw")]
    [InlineData("pg_trgm")]
    [InlineData("moddatetime")]
    public async Task Postgres_can_create_the_real_extensions_that_the_platform_allows(string name)
    {
        await using var connection = await supabase.OpenNewDatabaseAsync();
        await Sql.RunAsync(connection, $"CREATE EXTENSION {name} WITH SCHEMA extensions");

        Assert.Empty(await EmbeddedServer.UsedStandInsAsync(connection, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_job_that_is_not_there_and_a_schedule_that_means_nothing_are_errors()
    {
        await using var connection = await supabase.OpenNewDatabaseAsync();
        await Sql.RunAsync(connection, "CREATE EXTENSION pg_cron");

        Assert.Contains("could not find valid entry for job 'none'", (await Sql.RefusedAsync(connection, "SELECT cron.unschedule('none')")).Message, StringComparison.Ordinal);
        Assert.Contains("invalid schedule: soon", (await Sql.RefusedAsync(connection, "SELECT cron.schedule('j', 'soon', 'SELECT 1')")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_vault_counts_as_used_once_something_of_the_users_names_it()
    {
        await using var connection = await supabase.OpenNewDatabaseAsync();
        await Sql.RunAsync(connection, "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM vault.secrets'");

        Assert.Equal(["supabase_vault"], await EmbeddedServer.UsedStandInsAsync(connection, TestContext.Current.CancellationToken));
    }
}
