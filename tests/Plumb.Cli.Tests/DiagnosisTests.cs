using System.Text.Json;

namespace Plumb.Cli.Tests;

/// <summary><c>adopt</c> and <c>explain-access</c> as a person meets them.</summary>
public sealed class DiagnosisTests(PlumbProgram plumb)
{
    [Fact]
    public async Task Up_leads_to_adopt_and_adopt_to_a_database_that_is_up_to_date()
    {
        using var project = new TemporaryProject().With("migrations/1_note.sql", "CREATE TABLE note (id int PRIMARY KEY, body text);\n");
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "up")).ExitCode);
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "shell", "--", "-qc", "DROP SCHEMA plumb CASCADE")).ExitCode);

        var up = await plumb.RunAsync(project.Path, "up");
        Assert.Equal(1, up.ExitCode);
        Assert.Contains("do     record it, once its checks have passed: plumb adopt 1_note\n", up.Output, StringComparison.Ordinal);
        Assert.Contains("more   docs/diagnosis/partial-application.md\n", up.Output, StringComparison.Ordinal);

        var adopted = await plumb.RunAsync(project.Path, "adopt", "1_note", "--format", "json");
        Assert.Equal(0, adopted.ExitCode);
        using var json = JsonDocument.Parse(adopted.Output);
        var presence = json.RootElement.GetProperty("presence")[0];
        Assert.True(presence.GetProperty("complete").GetBoolean());
        Assert.Equal("public.note", presence.GetProperty("objects")[0].GetProperty("name").GetString());

        Assert.Equal((0, "up to date  1 migration applied, nothing pending"), ((await plumb.RunAsync(project.Path, "up")).ExitCode, (await plumb.RunAsync(project.Path, "up")).Verdict));
        var again = await plumb.RunAsync(project.Path, "adopt", "--all");
        Assert.Equal((0, "nothing to adopt  1 migration in place, nothing pending"), (again.ExitCode, again.Verdict));
    }

    [Fact]
    public async Task Adopt_asks_nobody_and_records_nothing_when_something_lacks()
    {
        using var project = new TemporaryProject().With("migrations/1_note.sql", "CREATE TABLE note (id int);\n");

        var adopted = await plumb.RunAsync(project.Path, "adopt", "--all");

        Assert.Equal((1, "not adopted  1 of 1 migration is not wholly there; nothing was recorded"), (adopted.ExitCode, adopted.Verdict));
        Assert.Contains("found  lacks      table public.note, of line 1\n", adopted.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await plumb.RunAsync(project.Path, "adopt", "1_note", "--all")).ExitCode);
    }

    [Fact]
    public async Task Explain_access_ends_with_what_the_role_sees()
    {
        using var project = new TemporaryProject().With(
            "migrations/1_note.sql",
            "CREATE ROLE reader; CREATE TABLE note (id int); INSERT INTO note VALUES (1), (2); ALTER TABLE note ENABLE ROW LEVEL SECURITY; CREATE POLICY one ON note USING (id = 1); GRANT SELECT ON note TO reader;\n");
        Assert.Equal(0, (await plumb.RunAsync(project.Path, "up")).ExitCode);

        var text = await plumb.RunAsync(project.Path, "explain-access", "note", "--as", "reader");
        Assert.Equal((0, "sees  1 of 2 rows of public.note"), (text.ExitCode, text.Verdict));
        Assert.All(text.Output.Split('\n'), static line => Assert.True(line.Length <= 100, line));

        var markdown = await plumb.RunAsync(project.Path, "explain-access", "note", "--as", "reader", "--format", "markdown");
        Assert.Contains("| one | permissive | 1 of 2 rows | USING (id = 1) |", markdown.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await plumb.RunAsync(project.Path, "explain-access", "note")).ExitCode);
    }
}
