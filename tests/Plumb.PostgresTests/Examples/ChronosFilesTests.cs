using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Migrations;

namespace Plumb.PostgresTests.Examples;

/// <summary>The files of Chronos follow its naming rules.</summary>
public sealed class ChronosFilesTests
{
    [Fact]
    [Trait("Row", "CH-1")]
    [Trait("Row", "CH-3")]
    public void The_twelve_migrations_have_the_documented_names_with_real_times_and_a_rollback_each()
    {
        var project = Path.Combine(ExampleDatabase.RepositoryRoot(), "examples", ChronosDatabase.Example);
        var chain = ChainReader.Read(project, null, ["local", "staging", "production"]);

        Assert.Equal(ChronosDatabase.Chain, chain.Versioned.Select(static m => m.Id));
        Assert.All(chain.Versioned, static migration =>
        {
            Assert.Matches(new Regex("^[a-z]+(_[a-z]+)*$"), migration.Name);
            Assert.True(DateTime.TryParseExact(
                migration.Version.Digits, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), migration.Id);
            Assert.NotEmpty(migration.Revert!.Statements);
            Assert.Contains("-- check: ", migration.Revert.Source.Text, StringComparison.Ordinal);
            Assert.Contains($"-- Taken back by revert/{migration.Id}.sql.", migration.Up.Source.Text, StringComparison.Ordinal);
        });
        Assert.Equal(12, chain.Versioned.Select(static m => m.Version).Distinct().Count());
    }
}
