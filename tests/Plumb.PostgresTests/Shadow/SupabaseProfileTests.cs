
namespace Plumb.PostgresTests.Shadow;

public sealed class SupabaseProfileTests(SupabaseServer supabase) : IClassFixture<SupabaseServer>
{
    private const string User = "00000000-0000-0000-0000-000000000001";

    [Fact]
    public async Task The_chain_runs_as_postgres_who_is_no_superuser()
    {
        await using var connection = await Sql.OpenAsync(supabase.Server.ConnectionString);

        Assert.Equal("postgres", await Sql.ValueAsync<string>(connection, "SELECT current_user::text"));
        Assert.Equal("off", await Sql.ValueAsync<string>(connection, "SHOW is_superuser"));
        Assert.Equal("supabase_admin", await Sql.ValueAsync<string>(supabase.Server.SuperuserConnectionString, "SELECT current_user::text"));
        Assert.Equal("\"$user\", public, extensions", await Sql.ValueAsync<string>(connection, "SHOW search_path"));
    }

    [Fact]
    public async Task A_trigger_on_auth_users_fills_a_table_that_references_it()
    {
        await using var connection = await supabase.OpenNewDatabaseAsync();
        await Sql.RunAsync(
            connection,
            "CREATE TABLE profiles (id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE, email text)",
            """
            CREATE FUNCTION on_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
              INSERT INTO public.profiles VALUES (NEW.id, NEW.email);
              RETURN NEW;
            END $$
            """,
            "DROP TRIGGER IF EXISTS on_user ON auth.users",
            "CREATE TRIGGER on_user AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION on_user()",
            $"INSERT INTO auth.users (id, email) VALUES ('{User}', 'a@example.com')");

        Assert.Equal("a@example.com", await Sql.ValueAsync<string>(connection, "SELECT email FROM profiles"));
    }

    [Theory]
    [InlineData($$"""SET LOCAL request.jwt.claims = '{"sub": "{{User}}", "role": "authenticated", "email": "a@example.com"}'""")]
    [InlineData($"SET LOCAL request.jwt.claim.sub = '{User}'; SET LOCAL request.jwt.claim.role = 'authenticated'; SET LOCAL request.jwt.claim.email = 'a@example.com'")]
    public async Task The_claims_of_a_request_say_who_asks(string claims)
    {
        await using var connection = await Sql.OpenAsync(supabase.Server.ConnectionString);
        await Sql.RunAsync(connection, "BEGIN");
        await Sql.RunAsync(connection, claims.Split("; "));

        Assert.Equal(
            $"{User} authenticated a@example.com", await Sql.ValueAsync<string>(connection, "SELECT concat_ws(' ', auth.uid(), auth.role(), auth.email())"));
    }

    [Fact]
    public async Task Without_claims_nobody_asks() => Assert.True(
        await Sql.ValueAsync<bool>(supabase.Server.ConnectionString, "SELECT num_nonnulls(auth.uid(), auth.role(), auth.email(), auth.jwt()) = 0"));

    [Fact]
    public async Task Row_level_security_lets_a_user_see_their_own_rows_and_anon_none()
    {
        await using var connection = await supabase.OpenNewDatabaseAsync();
        await Sql.RunAsync(
            connection,
            "CREATE TABLE notes (owner uuid, body text)",
            "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY own ON notes FOR SELECT TO authenticated USING (auth.uid() = owner)",
            $"INSERT INTO notes VALUES ('{User}', 'mine'), (gen_random_uuid(), 'other')",
            "SET SESSION AUTHORIZATION DEFAULT");

        Assert.Equal("", await NotesAsync("anon"));
        Assert.Equal("mine", await NotesAsync("authenticated"));
        Assert.Equal("mine, other", await NotesAsync("service_role"));

        async Task<string> NotesAsync(string role)
        {
            await Sql.RunAsync(connection, "BEGIN", $"SET LOCAL ROLE {role}", $$"""SET LOCAL request.jwt.claims = '{"sub": "{{User}}"}'""");
            var notes = await Sql.ValueAsync<string>(connection, "SELECT coalesce(string_agg(body, ', ' ORDER BY body), '') FROM notes");
            await Sql.RunAsync(connection, "ROLLBACK");
            return notes;
        }
    }

    [Fact]
    public async Task What_postgres_creates_in_public_the_api_roles_may_use()
    {
        await using var connection = await supabase.OpenNewDatabaseAsync();
        await Sql.RunAsync(connection, "CREATE TABLE things (id bigserial)", "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1");

        Assert.True(await Sql.ValueAsync<bool>(
            connection,
            """
            SELECT bool_and(has_table_privilege(r, 'things', 'SELECT, INSERT, UPDATE, DELETE')
              AND has_sequence_privilege(r, 'things_id_seq', 'USAGE') AND has_function_privilege(r, 'f()', 'EXECUTE'))
            FROM unnest(ARRAY['anon', 'authenticated', 'service_role']) AS r
            """));
    }

    [Fact]
    public async Task Policies_on_storage_and_broadcasts_can_be_made_altered_and_dropped()
    {
        await using var connection = await supabase.OpenNewDatabaseAsync();
        await Sql.RunAsync(
            connection,
            "INSERT INTO storage.buckets (id, name, public) VALUES ('avatars', 'avatars', true)",
            "CREATE POLICY own ON storage.objects FOR INSERT TO authenticated WITH CHECK (bucket_id = 'avatars' AND (storage.foldername(name))[1] = auth.uid()::text)",
            "ALTER POLICY own ON storage.objects RENAME TO mine",
            "DROP POLICY mine ON storage.objects",
            "CREATE POLICY topic ON realtime.messages FOR SELECT TO authenticated USING (realtime.topic() = 'room')",
            "ALTER PUBLICATION supabase_realtime SET (publish = 'insert, update')");
    }

    [Theory]
    [InlineData("ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY")]
    [InlineData("ALTER TABLE auth.users ADD COLUMN nickname text")]
    [InlineData("COMMENT ON TABLE auth.users IS 'ours'")]
    [InlineData("CREATE FUNCTION auth.is_admin() RETURNS boolean LANGUAGE sql RETURN true")]
    [InlineData("CREATE TABLE storage.extra ()")]
    public async Task What_the_platform_keeps_to_itself_is_refused(string statement)
    {
        await using var connection = await Sql.OpenAsync(supabase.Server.ConnectionString);

        Assert.Equal("42501", (await Sql.RefusedAsync(connection, statement)).SqlState);
    }

    [Fact]
    public async Task The_name_of_a_file_is_taken_apart()
    {
        await using var connection = await Sql.OpenAsync(supabase.Server.ConnectionString);

        Assert.Equal(["a", "b"], await Sql.ValueAsync<string[]>(connection, "SELECT storage.foldername('a/b/c.tar.gz')"));
        Assert.Equal("c.tar.gz", await Sql.ValueAsync<string>(connection, "SELECT storage.filename('a/b/c.tar.gz')"));
        Assert.Equal("gz", await Sql.ValueAsync<string>(connection, "SELECT storage.extension('a/b/c.tar.gz')"));
        Assert.Empty(await Sql.ValueAsync<string[]>(connection, "SELECT storage.foldername('c.txt')"));
    }

    [Fact]
    public void An_extension_with_types_of_its_own_is_never_faked()
    {
        Assert.DoesNotContain("vector", supabase.Server.StandIns);
        Assert.DoesNotContain("postgis", supabase.Server.StandIns);
    }
}
