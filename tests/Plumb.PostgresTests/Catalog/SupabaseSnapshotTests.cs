using Plumb.Catalog;
using Plumb.PostgresTests.Shadow;

namespace Plumb.PostgresTests.Catalog;

/// <summary>What is the platform's and what the user's, in a Supabase project.</summary>
public sealed class SupabaseSnapshotTests(SupabaseServer server) : IClassFixture<SupabaseServer>
{
    private static readonly SnapshotOptions Options = new() { Profile = "supabase" };

    [Fact]
    public async Task Only_what_the_user_made_is_seen()
    {
        await using var connection = await server.OpenNewDatabaseAsync();
        var before = await SnapshotReader.ReadAsync(connection, "test", Options, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(before.Facts, static f => f.Id.Whole.Parent?.Name is "auth" or "storage" or "realtime" or "extensions" or "vault");

        await Shadow.Sql.RunAsync(
            connection,
            "CREATE TABLE public.profiles (id uuid PRIMARY KEY REFERENCES auth.users (id))",
            "CREATE FUNCTION public.welcome() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER on_signup AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.welcome()",
            "CREATE POLICY pictures ON storage.objects FOR SELECT USING (bucket_id = 'pictures')",
            "ALTER PUBLICATION supabase_realtime ADD TABLE public.profiles",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM anon");
        var after = await SnapshotReader.ReadAsync(connection, "test", Options, TestContext.Current.CancellationToken);

        var known = before.Facts.Select(static f => f.Id.ToString()).ToHashSet(StringComparer.Ordinal);
        var added = after.Facts.Select(static f => f.Id.ToString()).Where(id => !known.Contains(id)).ToList();
        Assert.Contains("trigger auth.users.on_signup", added);
        Assert.Contains("policy storage.objects.pictures", added);
        Assert.Contains("publication table public.profiles of publication supabase_realtime", added);
        Assert.Contains("column auth.users.id", after.Facts.Single(static f => f.Id.Name == "profiles_id_fkey").Dependencies.Select(static d => d.ToString()));
        Assert.All(added, static id => Assert.Matches(@"public\.|auth\.users\.on_signup|storage\.objects\.pictures", id));
        var gone = before.Facts.Select(static f => f.Id.ToString()).Except(after.Facts.Select(static f => f.Id.ToString()));
        Assert.Contains("grant of SELECT to anon on default privileges public.postgres(TABLES)", gone);
    }
}
