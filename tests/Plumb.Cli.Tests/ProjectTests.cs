using System.Text.RegularExpressions;

namespace Plumb.Cli.Tests;

public sealed class ProjectTests(PlumbProgram plumb)
{
    [Fact]
    public async Task A_project_goes_from_init_to_an_applied_migration_and_back()
    {
        using var project = new TemporaryProject();
        var made = await plumb.RunAsync(project.Path, "init");
        Assert.Equal((0, "ready  supabase/migrations/, plumb.yaml, .gitignore; next: plumb new <name>"), (made.ExitCode, made.Verdict));

        var written = await plumb.RunAsync(project.Path, "new", "add", "notes");
        Assert.Equal(0, written.ExitCode);
        var file = Regex.Match(written.Output, @"supabase/migrations/(\d{14}_add_notes)\.sql");
        Assert.True(file.Success, written.ToString());
        var name = file.Groups[1].Value;
        project.With($"supabase/migrations/{name}.sql", "CREATE TABLE public.note (id int PRIMARY KEY);\n")
            .With($"supabase/verify/{name}.sql", "-- check: notes can be kept\n-- expect: 1 row\nSELECT 1 FROM pg_tables WHERE tablename = 'note';\n")
            .With($"supabase/revert/{name}.sql", "DROP TABLE public.note;\n");

        var up = await plumb.RunAsync(project.Path, "up");
        Assert.Equal(0, up.ExitCode);
        Assert.StartsWith("local   postgres@embedded/postgres  PostgreSQL ", up.Output, StringComparison.Ordinal);
        Assert.Matches(@"^  ✓ notes can be kept +1 row +1 row +\d+ ms$", Line(up, "notes can be kept"));
        Assert.Matches(@"^applied  1 migration in \d+ ms, 1 of 1 required check PASS, locks held \d+ ms at most$", up.Verdict);

        var again = await plumb.RunAsync(project.Path, "up");
        Assert.Equal((0, "up to date  1 migration applied, nothing pending"), (again.ExitCode, again.Verdict));

        var status = await plumb.RunAsync(project.Path, "status");
        Assert.Matches($@"^  {name}    ✓ \d{{4}}-\d\d-\d\d \d\d:\d\d$", Line(status, name));

        var verified = await plumb.RunAsync(project.Path, "verify");
        Assert.Equal((0, "verified  1 of 1 required check PASS"), (verified.ExitCode, verified.Verdict));

        var down = await plumb.RunAsync(project.Path, "down");
        Assert.Equal(0, down.ExitCode);
        Assert.StartsWith("taken back  1 migration in ", down.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_overwrites_nothing()
    {
        using var project = new TemporaryProject().With("plumb.yaml", "profile: none\n").With("supabase/migrations/1_a.sql", "SELECT 1;\n");
        var first = await plumb.RunAsync(project.Path, "init");
        Assert.Equal((0, "ready  .gitignore; next: plumb new <name>"), (first.ExitCode, first.Verdict));
        Assert.Equal("profile: none\n", project.Read("plumb.yaml"));
        Assert.Equal("ready  everything was there already", (await plumb.RunAsync(project.Path, "init")).Verdict);
    }

    [Fact]
    public async Task The_supabase_folder_of_a_project_is_no_project_of_its_own()
    {
        using var project = new TemporaryProject().With("supabase/migrations/1_a.sql", "SELECT 1;\n");
        var folder = Path.Combine(project.Path, "supabase");
        var written = await plumb.RunAsync(folder, "new", "--bare", "add", "notes");
        Assert.Contains("supabase/migrations/", written.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_refuses_two_ends()
    {
        using var project = TemporaryProject.WithOneMigration();
        var result = await plumb.RunAsync(project.Path, "down", "--to", "1", "--all");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--to and --all exclude each other", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_is_found_from_a_folder_inside_it()
    {
        using var project = TemporaryProject.WithOneMigration();
        var result = await plumb.RunAsync(Path.Combine(project.Path, "migrations"), "status");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("20250101000000_notes    · pending", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_shows_several_environments_side_by_side()
    {
        using var project = TemporaryProject.WithOneMigration()
            .With("migrations/20250102000000_more.sql", "ALTER TABLE note ADD COLUMN at timestamptz;\n")
            .With("plumb.yaml", "environments:\n  local: embedded\n  staging: { url: \"${STAGING_DATABASE_URL}\" }\n");
        string[] variables = [$"STAGING_DATABASE_URL={plumb.ServerConnectionString}"];
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "up")).ExitCode);
        Assert.Equal(0, (await plumb.RunWithAsync(variables, project.Path, "up", "--env", "staging", "--to", "20250101000000")).ExitCode);

        var status = await plumb.RunWithAsync(variables, project.Path, "status", "--env", "local,staging");
        Assert.Equal(0, status.ExitCode);
        Assert.Matches(@"^ +local +staging$", Line(status, "  staging"));
        Assert.Matches(@"^  20250101000000_notes +✓ [-\d]+ [:\d]+ +✓ [-\d]+ [:\d]+$", Line(status, "_notes"));
        Assert.Matches(@"^  20250102000000_more +✓ [-\d]+ [:\d]+ +· pending$", Line(status, "_more"));
        Assert.Equal("status  2 files, pending: local 0, staging 1", status.Verdict);
    }

    private static string Line(ProgramOutput result, string part) =>
        result.Output.Split('\n').FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) ?? $"no line with {part}\n{result}";
}
