using Plumb.Diagnosis;
using Plumb.Findings;
using Plumb.PostgresTests.Execution;
using Plumb.Presence;
using Plumb.Sql;

namespace Plumb.PostgresTests.Examples;

/// <summary>"Common issues": each explained by Plumb itself.</summary>
public sealed class ChronosDiagnosisTests(ExampleServer server)
{
    private const string Missing = "00000000-0000-4000-8000-00000000000";

    [Fact]
    [Trait("Row", "CH-8")]
    public async Task A_chain_that_was_pasted_by_hand_is_recognised_and_adopted()
    {
        await using var project = ExampleProject.CopyOf(await ChronosDatabase.PrepareAsync(server));
        var schema = await project.Database.DumpAsync("--exclude-schema=plumb", "--exclude-schema=supabase_migrations");

        var finding = Told.OneFinding(await project.UpAsync());
        Assert.Equal(FindingCodes.DuplicateObject, finding.Code);
        Assert.Contains($"plumb adopt --to {ChronosDatabase.Chain[^1]}", finding.Help, StringComparison.Ordinal);
        var adopted = await project.AdoptAsync(new AdoptionOptions { To = ChronosDatabase.Chain[^1] });

        Assert.True(adopted.IsRecorded, string.Join('\n', adopted.Execution.Findings.Select(FindingText.Render)));
        Assert.Equal(12, adopted.Presence.Count);
        Assert.Empty((await project.UpAsync()).Results);
        Assert.Equal(schema, await project.Database.DumpAsync("--exclude-schema=plumb", "--exclude-schema=supabase_migrations"));
        Assert.Equal(["12"], await project.Database.QueryAsync("SELECT count(*) FROM supabase_migrations.schema_migrations"));
    }

    [Fact]
    [Trait("Row", "CH-8")]
    public async Task Relation_already_exists_says_what_is_there_and_what_lacks_and_how_to_go_on()
    {
        await using var project = await PrepareAsync(ChronosDatabase.YouTube);
        var lessons = await File.ReadAllTextAsync(Path.Combine(project.Database.Project, "migrations", $"{ChronosDatabase.ModuleLessons}.sql"), TestContext.Current.CancellationToken);
        var table = lessons[lessons.IndexOf("create table", StringComparison.Ordinal)..lessons.IndexOf("comment on table", StringComparison.Ordinal)];
        await project.Database.ExecuteAsync(table);
        project.Write($"{ChronosDatabase.ModuleLessons}.sql", lessons);

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal(("relation \"module_lessons\" already exists", "42P07"), (finding.Message, finding.SqlState));
        Assert.Contains(finding.Details, static d => d.StartsWith("differs    table public.module_lessons", StringComparison.Ordinal));
        Assert.Contains(finding.Details, static d => d.Contains("lacks index public.idx_module_lessons_module_order", StringComparison.Ordinal));
        Assert.Contains(finding.Details, static d => d.Contains("lacks trigger public.module_lessons.module_lessons_set_updated_at", StringComparison.Ordinal));
        Assert.Contains($"plumb adopt {ChronosDatabase.ModuleLessons} --env staging", finding.Help, StringComparison.Ordinal);

        Assert.False((await project.AdoptAsync(new AdoptionOptions { Migrations = [ChronosDatabase.ModuleLessons] })).IsRecorded);
        foreach (var statement in SqlSplitter.Split(new SourceText("rest.sql", lessons.Replace(table, "", StringComparison.Ordinal))).Statements)
        {
            await project.Database.ExecuteAsync(statement.Text);
        }

        Assert.True((await project.AdoptAsync(new AdoptionOptions { Migrations = [ChronosDatabase.ModuleLessons] })).IsRecorded);
    }

    [Fact]
    [Trait("Row", "CH-9")]
    public async Task A_foreign_key_violation_names_the_missing_parents()
    {
        await using var project = await PrepareAsync(ChronosDatabase.Chain[^1]);
        await project.Database.ExecuteAsync("CREATE TABLE public.watch_notes (id int, module_id uuid, video_id uuid)");
        await project.Database.ExecuteAsync(
            $"INSERT INTO public.watch_notes SELECT n, ('{Missing}' || n % 7)::uuid, NULL FROM generate_series(0, 20) n");

        var finding = await project.FailureOfAsync("ALTER TABLE public.watch_notes ADD CONSTRAINT watch_notes_module FOREIGN KEY (module_id) REFERENCES public.course_modules (id);");

        Assert.Contains("21 rows of public.watch_notes refer to 7 rows that public.course_modules lacks", finding.Details);
        Assert.Equal(5, finding.Details.Count(static d => d.StartsWith($"missing id = {Missing}", StringComparison.Ordinal)));
        Assert.Contains("… 2 more", finding.Details);
        Assert.Equal(7, (await project.Database.QueryAsync(finding.Help!.Split('\n')[1].TrimEnd(';'))).Count);

        var written = await project.FailureOfAsync($"INSERT INTO public.module_lessons (module_id, video_id, lesson_order, title) VALUES ('{Missing}1', '{Missing}2', 1, 'x');");
        Assert.Contains(written.Details, static d => d.StartsWith("missing id = ", StringComparison.Ordinal));
        Assert.Contains(written.Details, static d => d.EndsWith(" has no row at all", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Row", "CH-10")]
    [InlineData("a0000000-0000-4000-8000-000000000001", "Creators view lessons in their modules")]
    [InlineData("c0000000-0000-4000-8000-000000000003", "Students view lessons in published courses")]
    [InlineData("f0000000-0000-4000-8000-000000000006", null)]
    public async Task Row_level_security_is_explained_by_trying_as_the_user(string user, string? deciding)
    {
        await using var project = await PrepareAsync(ChronosDatabase.Chain[^1]);
        await ChronosDatabase.OpenAcademyAsync(project.Database);
        await project.Database.ExecuteAsync(
            """
            INSERT INTO public.module_lessons (module_id, video_id, lesson_order, title)
            SELECT m.id, v.id, 1, 'Lesson' FROM public.course_modules m JOIN public.courses c ON c.id = m.course_id JOIN public.videos v ON v.creator_id = c.creator_id AND v.status = 'completed'
            """);
        var claims = $$"""{"sub": "{{user}}"}""";

        var answer = await AccessExplanation.AskAsync(
            project.Target(), new AccessQuestion("public.module_lessons", "authenticated", AccessCommand.Select) { Claims = claims }, TestContext.Current.CancellationToken);

        await using var connection = await project.Database.OpenAsync(Guid.Parse(user));
        await using var count = new Npgsql.NpgsqlCommand("SELECT count(*) FROM public.module_lessons", connection);
        var seen = (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(seen, answer.Reached);
        Assert.Equal(await project.Database.QueryAsync("SELECT count(*) FROM public.module_lessons"), [$"{answer.Total}"]);
        Assert.True(answer.PoliciesApply && answer.IsPermitted);
        Assert.Equal(deciding is null ? [] : [deciding], answer.Policies.Where(static p => p.Passing > 0).Select(static p => p.Name));
        Assert.Equal(seen, answer.Policies.Max(static p => p.Passing));
    }

    private async Task<ExampleProject> PrepareAsync(string until)
    {
        var project = ExampleProject.CopyOf(await ChronosDatabase.PrepareAsync(server, until: ""));
        foreach (var later in ChronosDatabase.Chain.SkipWhile(m => m != until).Skip(1))
        {
            File.Delete(Path.Combine(project.Root, "supabase", "migrations", $"{later}.sql"));
        }

        var up = await project.UpAsync();
        Assert.True(up.Succeeded, Told.Of(up));
        return project;
    }
}
