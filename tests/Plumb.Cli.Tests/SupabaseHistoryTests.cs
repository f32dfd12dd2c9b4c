namespace Plumb.Cli.Tests;

/// <summary>Databases of which only the Supabase CLI's own table tells what was applied.</summary>
public sealed class SupabaseHistoryTests(PlumbProgram plumb)
{
    [Fact]
    public async Task What_the_Supabase_CLI_recorded_and_has_no_file_is_replayed_from_the_statements_that_it_keeps()
    {
        await using var production = await ServedProject.CreateAsync(plumb, new TemporaryProject()
            .With("plumb.yaml", "profile: none\nenvironments:\n  production: { url: \"${APP_DATABASE}\" }\n")
            .With("supabase/migrations/20250101000000_notes.sql", "CREATE TABLE note (id int PRIMARY KEY);\n")
            .With("supabase/migrations/20250102000000_words.sql", "CREATE TABLE word (note int REFERENCES note (id));\n-- as the body says;\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\n")
            .With("supabase/migrations/20250103000000_letters.sql", "ALTER TABLE word ADD COLUMN letters int DEFAULT f();\n"));
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("DROP SCHEMA plumb CASCADE");
        File.Delete(Path.Combine(production.Project.Path, "supabase", "migrations", "20250102000000_words.sql"));

        var equal = await production.RunAsync("drift", "--env", "production");
        Assert.True(equal.ExitCode == 0, equal.ToString());
        Assert.Contains("PL302", equal.Output, StringComparison.Ordinal);

        await production.ExecuteAsync("CREATE TABLE hotfix ()");
        Assert.Equal("out of plumb  1 object: 1 not recorded", (await production.RunAsync("drift", "--env", "production")).Verdict);
        await production.ExecuteAsync("DROP TABLE hotfix", "UPDATE supabase_migrations.schema_migrations SET statements = NULL WHERE version LIKE '20250102%'", "ALTER TABLE word DROP COLUMN letters", "DELETE FROM supabase_migrations.schema_migrations WHERE version LIKE '20250103%'");
        var unknown = await production.RunAsync("drift", "--env", "production");
        Assert.Contains("warning PL560: version 20250102000000 was recorded by the Supabase CLI and has no file, and its statements are not kept\n", unknown.Output, StringComparison.Ordinal);
        Assert.Contains("\n+ table public.word\n", unknown.Output, StringComparison.Ordinal);
    }
}
