using Plumb.Shadow;

namespace Plumb.PostgresTests.Shadow;

public sealed class ServerVersionTests
{
    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task The_supabase_profile_runs_on_every_version_with_all_its_stand_ins(int major)
    {
        var options = new EmbeddedServerOptions { Profile = "supabase", MajorVersion = major };
        await using var server = await EmbeddedServer.StartThrowawayAsync(options, TestContext.Current.CancellationToken);
        await using var connection = await Sql.OpenAsync(server.ConnectionString);

        Assert.Equal(major, connection.PostgreSqlVersion.Major);
        foreach (var name in server.StandIns)
        {
            await Sql.RunAsync(connection, $"CREATE EXTENSION IF NOT EXISTS {name} CASCADE");
        }

        await Sql.RunAsync(
            connection,
            "CREATE TABLE profiles (id uuid PRIMARY KEY REFERENCES auth.users (id))",
            "CREATE POLICY own ON storage.objects FOR SELECT USING (owner_id = auth.uid()::text)",
            "CREATE ROLE app LOGIN", "GRANT anon TO app", "SET ROLE anon", "RESET ROLE",
            "SELECT pgmq.create('q')", "SELECT cron.schedule('j', '@daily', 'SELECT 1')", "SELECT net.http_get('https://example.com')");
    }
}
