using System.CommandLine;
using System.CommandLine.Parsing;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Cli;

/// <summary>Options that several commands have, made anew for each.</summary>
internal static class SharedOptions
{
    public static Option<string> Environment() => new("--env", "-e")
    {
        Description = "The environment, by its name in plumb.yaml, or a connection URL",
        HelpName = "name|url",
        DefaultValueFactory = static _ => EnvironmentConfiguration.Local,
    };

    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = ParseDuration,
    };

    public static Option<TimeSpan?> StatementLimit() => Duration("--statement-limit", "The longest that one statement may run; default: 60s");

    public static Option<bool> Tests() => new("--tests") { Description = "Also run the tests (-- test:), which write and are rolled back; on an embedded server they always run" };

    public static Option<bool> AllRows() => new("--all-rows") { Description = "Show every evidence row that was kept, up to 1,000, instead of the first three" };

    public static Option<bool> Mask() => new("--mask") { Description = "Show the type and length of evidence values instead of the values" };

    public static Option<bool> Backup() => new("--backup") { Description = "Take a backup with pg_dump before anything is changed" };

    private static TimeSpan? ParseDuration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DurationText.TryParse(text, out var duration))
        {
            return duration;
        }

        result.AddError($"'{text}' is not a duration; write 500ms, 5s or 2min");
        return null;
    }
}
