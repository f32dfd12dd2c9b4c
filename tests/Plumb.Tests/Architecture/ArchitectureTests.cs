using System.Text.RegularExpressions;

namespace Plumb.Tests.Architecture;

public sealed class ArchitectureTests
{
    /// <summary>The pipeline: what each namespace of the library may refer to.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Findings"] = [],
        ["Sql"] = ["Findings"],
        ["Migrations"] = ["Findings", "Sql"],
        ["Checks"] = ["Findings", "Sql"],
        ["Environments"] = ["Findings"],
        ["Shadow"] = ["Findings"],
        ["Catalog"] = ["Findings", "Environments"],
        ["Diffing"] = ["Findings", "Catalog"],
        ["Diagnosis"] = ["Findings", "Sql", "Migrations", "Checks", "Environments"],
        ["Execution"] = ["Findings", "Sql", "Migrations", "Checks", "Environments", "Catalog", "Diagnosis"],
        ["Presence"] = ["Findings", "Sql", "Migrations", "Checks", "Environments", "Shadow", "Catalog", "Diffing", "Execution", "Sources"],
        ["Proof"] = ["Findings", "Sql", "Migrations", "Checks", "Environments", "Shadow", "Catalog", "Diffing", "Execution"],
        ["Sources"] = ["Findings", "Migrations", "Environments", "Shadow", "Catalog", "Execution"],
        ["Drift"] = ["Findings", "Sql", "Migrations", "Environments", "Shadow", "Catalog", "Diffing", "Execution", "Sources"],
        ["Watching"] = ["Findings", "Sql", "Migrations", "Environments", "Shadow", "Diffing", "Execution", "Proof"],
        ["Reporting"] = ["Findings", "Sql", "Migrations", "Checks", "Environments", "Catalog", "Diffing", "Execution", "Drift", "Diagnosis", "Presence", "Proof", "Watching"],
    };

    /// <summary>What a library must leave to its caller: the console, the clock, chance and the end of the process.</summary>
    private static readonly string[] LeftToTheCaller =
    [
        "Console.", "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "TimeProvider.System",
        "Environment.Exit", "Environment.FailFast", "Random.Shared", "new Random(", "Guid.NewGuid(",
    ];

    /// <summary>Where one of them stands, and why.</summary>
    private static readonly Dictionary<(string File, string Word), string> Excused = new()
    {
        [("src/Plumb/Shadow/Servers/Leftovers.cs", "TimeProvider.System")] = "compares with the time that the file system gave a folder",
        [("src/Plumb/Shadow/Servers/Pruning.cs", "TimeProvider.System")] = "the age of files in a cache that processes share",
    };

    private static readonly IReadOnlyList<SourceFile> Library = SourceFile.Below("src/Plumb");

    public static TheoryData<string> Areas => [.. Allowed.Keys];

    [Fact]
    public void Every_folder_of_the_library_is_in_the_table() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Library.Select(static f => f.Area).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Areas))]
    public void A_namespace_refers_only_to_those_that_the_table_allows(string area)
    {
        var forbidden = Allowed.Keys.Except([area, .. Allowed[area]], StringComparer.Ordinal).ToArray();
        var faults =
            from file in Library.Where(f => f.Area == area)
            from other in forbidden
            where RefersTo(file, other)
            select $"{file} refers to Plumb.{other}";
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("using Plumb.Execution;", true)]
    [InlineData("using static Plumb.Execution.Durations;", true)]
    [InlineData("var x = Execution.Durations.Rough(y);", true)]
    [InlineData("var x = Plumb.Execution.Durations.Rough(y);", true)]
    [InlineData("// using Plumb.Execution;", false)]
    [InlineData("var x = options.Execution.Durations;", false)]
    [InlineData("var x = Execution.Unrelated;", false)]
    public void A_reference_is_recognised_in_every_way_to_write_it(string code, bool expected) =>
        Assert.Equal(expected, RefersTo(new SourceFile("src/Plumb/Sql/Sample.cs", $"{code}\n"), "Execution"));

    [Fact]
    public void The_library_leaves_console_clock_chance_and_process_to_its_caller()
    {
        var used =
            from file in Library
            from word in LeftToTheCaller
            where Regex.IsMatch(file.Code, $@"(?<![\w.]){Regex.Escape(word)}")
            select (file.Path, word);
        Assert.Equal(Excused.Keys.Order(), used.Order());
    }

    [Fact]
    public void The_command_line_stands_on_the_library_and_not_the_other_way_round()
    {
        Assert.DoesNotContain(Library, static f => f.Code.Contains("Plumb.Cli", StringComparison.Ordinal));
        Assert.DoesNotContain("System.CommandLine", typeof(Findings.Finding).Assembly.GetReferencedAssemblies().Select(static a => a.Name));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void No_file_is_longer_than_300_lines(string folder) =>
        Assert.Empty(SourceFile.Below(folder).Where(static f => f.Lines > 300).Select(static f => $"{f}: {f.Lines} lines"));

    [Fact]
    public void No_type_is_named_after_nothing_in_particular()
    {
        string[] words = ["Util", "Utils", "Utility", "Helper", "Helpers", "Common", "Manager", "Misc"];
        var files = SourceFile.Below("src").Concat(SourceFile.Below("tests")).Concat(SourceFile.Below("bench"));
        Assert.DoesNotContain(files, f => words.Any(w => f.TypeName.EndsWith(w, StringComparison.Ordinal)));
    }

    /// <summary>By a using directive, or by a type's name behind the namespace.</summary>
    private static bool RefersTo(SourceFile file, string area)
    {
        if (Regex.IsMatch(file.Code, $@"\busing (?:static )?(?:\w+ = )?Plumb\.{area}\b"))
        {
            return true;
        }

        var types = Library.Where(f => f.Area == area).Select(static f => f.TypeName).ToHashSet(StringComparer.Ordinal);
        return Regex.Matches(file.Code, $@"(?<![\w.])(?:Plumb\.)?{area}\.(\w+)").Any(m => types.Contains(m.Groups[1].Value));
    }
}
