using Plumb.Environments;
using Plumb.Findings;
using Plumb.Sources;
using Plumb.Tests.Migrations;

namespace Plumb.Tests.Sources;

public sealed class SourceResolverTests
{
    [Fact]
    public void A_word_is_an_environment_a_file_a_folder_or_a_URL()
    {
        using var project = Project();
        Assert.Equal("staging", Assert.IsType<SnapshotSource.OfDatabase>(Resolve(project, "staging")).Environment.Name);
        Assert.Equal("url", Assert.IsType<SnapshotSource.OfDatabase>(Resolve(project, "postgres://app:secret@db/app")).Word);
        Assert.Equal(Path.Combine(project.Root, "before.json"), Assert.IsType<SnapshotSource.OfFile>(Resolve(project, "before.json")).Path);
        Assert.Equal(2, Assert.IsType<SnapshotSource.OfChain>(Resolve(project, ".")).Chain.Versioned.Count);
    }

    [Fact]
    public void An_environment_goes_before_a_folder_of_its_name_which_can_be_named_otherwise()
    {
        using var project = Project();
        project.Write("local/1_other.sql", "SELECT 1;\n");
        Assert.IsType<SnapshotSource.OfDatabase>(Resolve(project, "local"));
        Assert.Single(Assert.IsType<SnapshotSource.OfChain>(Resolve(project, "./local")).Chain.Versioned);
    }

    [Theory]
    [InlineData("supabase/migrations")]
    [InlineData("supabase/migrations/")]
    [InlineData("../{0}")]
    [InlineData("../{0}/supabase/migrations")]
    public void A_migrations_folder_belongs_to_the_project_around_it(string word)
    {
        using var project = Project();
        var chain = Assert.IsType<SnapshotSource.OfChain>(Resolve(project, string.Format(null, word, Path.GetFileName(project.Root))));
        Assert.Equal(("supabase", "supabase/migrations", 2), (chain.Project.Profile, chain.Chain.Folder, chain.Chain.Versioned.Count));
    }

    [Fact]
    public void A_folder_of_another_layout_is_a_chain_of_its_own()
    {
        using var project = Project();
        project.Write("legacy/1_old.sql", "SELECT 1;\n");
        var chain = Assert.IsType<SnapshotSource.OfChain>(Resolve(project, "legacy"));
        Assert.Equal(("supabase", "1_old"), (chain.Project.Profile, Assert.Single(chain.Chain.Versioned).Id));
    }

    [Theory]
    [InlineData("stagin", "PL550", "write staging")]
    [InlineData("empty", "PL551", "name the folder that holds them")]
    public void A_word_that_means_nothing_is_an_error_that_helps(string word, string code, string help)
    {
        using var project = Project();
        Directory.CreateDirectory(Path.Combine(project.Root, "empty"));
        var finding = Assert.Single(Assert.Throws<UsageException>(() => Resolve(project, word)).Findings);
        Assert.Equal((code, help), (finding.Code.Code, finding.Help));
    }

    private static SnapshotSource Resolve(TemporaryProject project, string word) =>
        new SourceResolver(ProjectReader.Read(project.Root, static _ => null), project.Root).Resolve(word);

    private static TemporaryProject Project()
    {
        var project = new TemporaryProject();
        project.Write("plumb.yaml", "environments:\n  staging: { url: postgres://staging/app }\n");
        project.Write("supabase/migrations/1_a.sql", "SELECT 1;\n");
        project.Write("supabase/migrations/2_b.sql", "SELECT 2;\n");
        project.Write("before.json", "{}");
        return project;
    }
}
