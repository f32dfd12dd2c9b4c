using Plumb.Environments;
using Plumb.Findings;
using Plumb.Tests.Migrations;

namespace Plumb.Tests.Environments;

public sealed class ProjectReaderTests
{
    private const string Secret = "s3cr3t-w0rd";

    [Fact]
    public void Without_a_file_local_is_embedded_and_the_layout_gives_the_profile()
    {
        using var plain = TemporaryProject.With(("migrations/001_a.sql", null));
        using var supabase = TemporaryProject.With(("supabase/migrations/001_a.sql", null));
        var project = ProjectReader.Read(plain.Root);
        Assert.True(Assert.Single(project.Environments).Value.IsEmbedded);
        Assert.Equal((null, null, null), (project.Profile, project.File, project.Migrations));
        Assert.Equal("supabase", ProjectReader.Read(supabase.Root).Profile);
    }

    [Fact]
    public void A_whole_file_is_read()
    {
        var project = Read(
            """
            # comment
            migrations: db/migrations
            profile: supabase
            environments:
              staging:    "${STAGING_URL}"
              ci:         { url: embedded }
              pg:         { url: }
              production: { url: "${PRODUCTION_URL:-postgres://app@h/shop}", protected: true, backup: true }
            prove:
              reversible: required
              idempotent: advised
              role-faithful: off
              budgets: { default: 2s, public.event: 100ms }
              group-by: prefix
            """);
        Assert.Equal(8, project.GroupPrefix);
        Assert.Empty(project.Findings);
        Assert.Equal(("db/migrations", "supabase", "plumb.yaml"), (project.Migrations, project.Profile, project.File));
        Assert.Equal(["ci", "local", "pg", "production", "staging"], project.Environments.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("${STAGING_URL}", 5, 15), (project.Environments["staging"].Url, project.Environments["staging"].Place!.Line, project.Environments["staging"].Place!.Column));
        Assert.True(project.Environments["ci"].IsEmbedded);
        Assert.True(project.Environments["local"].IsEmbedded);
        Assert.Equal("", project.Environments["pg"].Url);
        Assert.True(project.Environments["production"] is { IsProtected: true, BackupFirst: true });
        Assert.False(project.Environments["staging"].IsProtected);
        Assert.Equal("off", project.Prove["role-faithful"]);
        Assert.Equal([("default", 2000, 13), ("public.event", 100, 13)], project.Budgets.Select(static b => (b.Table, (int)b.Limit.TotalMilliseconds, b.Place!.Line)));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("postgres://app@h/shop", false)]
    public void An_environment_may_be_embedded_until_a_variable_names_its_database(string? url, bool embedded)
    {
        using var project = TemporaryProject.With(("migrations/001_a.sql", null), ("plumb.yaml", "environments: { staging: { url: \"${STAGING_URL:-embedded}\" } }\n"));

        var found = ProjectReader.Read(project.Root, name => name == "STAGING_URL" ? url : null).Find("staging");

        Assert.Equal(embedded, found.IsEmbedded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("environments:\n")]
    public void An_empty_file_says_nothing(string yaml) => Assert.True(Read(yaml).Environments["local"].IsEmbedded);

    [Fact]
    public void The_profile_none_means_a_bare_server_also_for_a_Supabase_layout()
    {
        using var project = TemporaryProject.With(("supabase/migrations/001_a.sql", null), ("plumb.yaml", "profile: none\n"));
        Assert.Null(ProjectReader.Read(project.Root).Profile);
    }

    [Theory]
    [InlineData("migratons: x", "PL002", 1, 1, "write migrations")]
    [InlineData("environments:\n  a: { ulr: x }", "PL002", 2, 8, "write url")]
    [InlineData("environments:\n  a:\n    protected: yes", "PL003", 3, 16, "write protected: true")]
    [InlineData("environments:\n  a:\n    url: [x]", "PL003", 3, 10, "write url: VALUE")]
    [InlineData("environments: local", "PL003", 1, 15, "write the keys of environments below it, indented by two spaces")]
    [InlineData("environments: { \"a b\": { url: embedded } }", "PL003", 1, 24, "rename it, such as staging")]
    [InlineData("profile: supabas", "PL003", 1, 10, "write supabase")]
    [InlineData("prove: { reversibel: required }", "PL002", 1, 10, "write reversible")]
    [InlineData("prove: { reversible: require }", "PL003", 1, 22, "write required")]
    [InlineData("prove: { budgets: 5s }", "PL003", 1, 19, "write the keys of budgets below it, indented by two spaces")]
    [InlineData("prove: { budgets: { public.event: 5 } }", "PL003", 1, 35, "write public.event: 500ms, 5s or 2min")]
    [InlineData("prove: { group-by: prefix:0 }", "PL003", 1, 20, "write group-by: prefix, or group-by: prefix:14 for the first 14 characters")]
    [InlineData("prove: { budget: { public.event: 5s } }", "PL002", 1, 10, "write budgets")]
    [InlineData("migrations: ../x", "PL003", 1, 13, "write a folder relative to plumb.yaml, such as supabase/migrations")]
    [InlineData("migrations: /x", "PL003", 1, 13, "write a folder relative to plumb.yaml, such as supabase/migrations")]
    [InlineData("migrations: a\nprofile: supabase\nmigrations: b", "PL004", 3, 1, "keep one of them")]
    [InlineData("environments:\n  a: { url: x }\n  a: { url: y }", "PL004", 3, 3, "keep one of them")]
    [InlineData("environments: { a: { url: x }", "PL001", 1, 30, "mend the line; a value that holds : # { or $ is safe in double quotes")]
    [InlineData("- a", "PL003", 1, 1, "write the keys of plumb.yaml below it, indented by two spaces")]
    public void A_wrong_file_is_an_error_with_its_place_and_what_to_write(string yaml, string code, int line, int column, string help)
    {
        var finding = Assert.Single(Assert.Throws<UsageException>(() => Read(yaml)).Findings);
        Assert.Equal((code, line, column, help), (finding.Code.Code, finding.Place!.Line, finding.Place.Column, finding.Help));
    }

    [Fact]
    public void Several_faults_are_reported_together() =>
        Assert.Equal(2, Assert.Throws<UsageException>(() => Read("migratons: x\nprofil: y\n")).Findings.Count);

    [Theory]
    [InlineData($"postgres://app:{Secret}@h/shop")]
    [InlineData($"postgres://app:{Secret}@${{HOST}}/shop")]
    [InlineData($"${{URL:-postgres://app:{Secret}@h/shop}}")]
    [InlineData($"host=h password={Secret}")]
    [InlineData($"Host=h;Password={Secret}")]
    [InlineData($"postgres://app@h/shop?password={Secret}")]
    [InlineData($"postgres://app:{Secret}@x@h/shop")]
    [InlineData($"host=h hots=x password={Secret}")]
    public void A_password_in_the_file_is_a_warning_that_does_not_show_it(string url)
    {
        var project = Read($"environments:\n  staging: {{ url: \"{url}\" }}\n");
        var finding = Assert.Single(project.Findings);
        Assert.Equal((FindingCodes.PasswordInFile, Severity.Warning, 2), (finding.Code, finding.Severity, finding.Place!.Line));
        Assert.DoesNotContain(Secret, FindingText.Render(finding), StringComparison.Ordinal);
        Assert.Contains("${STAGING_DATABASE_URL}", finding.Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://app:${PASSWORD}@h/shop")]
    [InlineData("host=h password=${PASSWORD}")]
    [InlineData("postgres://app@h/shop")]
    [InlineData("${URL}")]
    public void A_variable_for_a_password_is_no_password(string url) =>
        Assert.Empty(Read($"environments:\n  staging: {{ url: \"{url}\" }}\n").Findings);

    [Theory]
    [InlineData($"environments:\n  a: {{ url: \"postgres://app:{Secret}@h/d }}")]
    [InlineData($"environments:\n  a: {{ url: postgres://app:{Secret}@h/d, ulr: x }}")]
    [InlineData($"environments:\n  a: {{ url: 'host=h password={Secret}', protected: yes }}")]
    [InlineData($"environments:\n  a: {{ url: x, password: {Secret} }}")]
    public void An_error_in_a_line_that_holds_a_password_does_not_show_the_line(string yaml)
    {
        var error = Assert.Throws<UsageException>(() => Read(yaml));
        Assert.DoesNotContain(Secret, FindingText.Render(error.Findings) + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plumb.yml", "git mv plumb.yml plumb.yaml")]
    [InlineData("plumb.json", "write it as YAML into plumb.yaml")]
    public void A_configuration_under_another_name_is_not_ignored(string name, string help)
    {
        using var project = TemporaryProject.With((name, "x"));
        Assert.Equal(help, Assert.Throws<UsageException>(() => ProjectReader.Read(project.Root)).Findings[0].Help);
    }

    [Theory]
    [InlineData("postgres:/app:secret@h/d")]
    [InlineData("app:secret@h:5432/d")]
    public void What_looks_like_a_broken_URL_is_not_shown(string written)
    {
        var finding = Assert.Throws<UsageException>(() => Read("profile: none").Find(written)).Findings[0];
        Assert.Equal(FindingCodes.InvalidConnectionString, finding.Code);
        Assert.DoesNotContain("secret", FindingText.Render([finding]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_environment_is_found_by_its_name_or_is_a_URL_of_its_own()
    {
        var project = Read("environments: { staging: { url: \"${X}\" } }");
        Assert.Equal("${X}", project.Find("staging").Url);
        Assert.Equal(("url", "postgres://h/d"), (project.Find("postgres://h/d").Name, project.Find("postgres://h/d").Url));
        Assert.Equal("url", project.Find("host=h dbname=d").Name);
        var finding = Assert.Throws<UsageException>(() => project.Find("stagign")).Findings[0];
        Assert.Equal((FindingCodes.UnknownEnvironment, "write --env staging"), (finding.Code, finding.Help));
    }

    [Fact]
    public void The_process_environment_goes_before_the_file()
    {
        using var project = TemporaryProject.With((".env", "A=file\nB=file\n"));
        var read = ProjectReader.Read(project.Root, name => name == "A" ? "process" : null);
        Assert.Equal(("process", "file", null), (read.Variables("A"), read.Variables("B"), read.Variables("C")));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(".env\n", false)]
    [InlineData("/.env\r\n", false)]
    [InlineData(".env*\n", false)]
    [InlineData("*.env\n", false)]
    [InlineData(".env\n!.env\n", true)]
    [InlineData("# .env\n", true)]
    public void A_password_in_a_file_that_git_does_not_ignore_is_a_warning(string ignore, bool isReported)
    {
        using var project = TemporaryProject.With(
            (".gitignore", ignore), (".git/HEAD", "ref: refs/heads/main"), (".env", $"URL=postgres://app:{Secret}@h/d\n"));
        var findings = ProjectReader.Read(project.Root).Findings;
        Assert.Equal(isReported ? [FindingCodes.DotEnvNotIgnored] : [], findings.Select(f => f.Code));
        Assert.DoesNotContain(Secret, FindingText.Render(findings), StringComparison.Ordinal);
    }

    private static ProjectConfiguration Read(string yaml)
    {
        using var project = TemporaryProject.With(("plumb.yaml", yaml));
        return ProjectReader.Read(project.Root);
    }
}
