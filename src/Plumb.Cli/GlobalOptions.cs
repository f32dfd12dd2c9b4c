using System.CommandLine;

namespace Plumb.Cli;

/// <summary>The options that every command has.</summary>
internal static class GlobalOptions
{
    private static readonly string[] Formats = ["text", "json", "markdown", "junit", "sarif"];

    /// <summary>Which commands have the formats that not all have.</summary>
    private static readonly Dictionary<string, string[]> Further = new(StringComparer.Ordinal) { ["junit"] = ["prove", "verify"], ["sarif"] = ["prove"] };

    /// <summary>Those of a command whose reports come one after the other.</summary>
    private static readonly string[] Successive = ["text", "json"];

    public static readonly Option<string> Project = new("--project", "-p")
    {
        Description = "The project's folder; default: the current one, or the nearest above it that is one",
        HelpName = "folder",
        Recursive = true,
    };

    public static readonly Option<string> Format = new("--format")
    {
        Description = "text, json or markdown; prove and verify also junit, prove also sarif",
        HelpName = "format",
        DefaultValueFactory = static _ => "text",
        Recursive = true,
    };

    public static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Write the report to this file instead of standard output",
        HelpName = "file",
        Recursive = true,
    };

    public static readonly Option<bool> NoColor = new("--no-color") { Description = "No colours (also: NO_COLOR in the environment)", Recursive = true };

    public static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Only the verdict; errors still go to standard error", Recursive = true };

    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Also each check as it ends, and the details of a defect", Recursive = true };

    public static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Answer the question before a protected environment is changed", Recursive = true };

    /// <summary>All of them, in the order of the help text.</summary>
    public static IReadOnlyList<Option> All { get; } = [Project, Format, Output, NoColor, Quiet, Verbose, Yes];

    /// <summary>Adds them to the root command.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in All)
        {
            root.Options.Add(option);
        }
    }

    /// <summary>Refuses a format that the command does not have.</summary>
    public static void RefuseOtherFormats(Command command) => command.Validators.Add(static result =>
    {
        var own = result.Command.Name == "watch" ? Successive : Formats.Where(f => Further.GetValueOrDefault(f)?.Contains(result.Command.Name, StringComparer.Ordinal) != false).ToArray();
        if (result.GetValue(Format) is { } format && !own.Contains(format, StringComparer.Ordinal))
        {
            var refused = Formats.Contains(format, StringComparer.Ordinal) ? $"{result.Command.Name} has no report as {format}" : $"{format} is not a format";
            result.AddError($"{refused}; write {string.Join(", ", own.SkipLast(1))} or {own[^1]}");
        }
    });
}
