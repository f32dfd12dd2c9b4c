using System.CommandLine;
using Plumb.Findings;

namespace Plumb.Cli;

/// <summary>What a person sees who mistyped a command line.</summary>
internal static class UsageErrors
{
    /// <summary>Writes what is wrong and the nearest right word.</summary>
    public static int Report(ParseResult parsed, TextWriter output)
    {
        var command = parsed.CommandResult.Command;
        var path = Help.PathOf(command);
        foreach (var message in parsed.Errors.Select(static e => e.Message.TrimEnd('.')).Distinct(StringComparer.Ordinal))
        {
            var finding = new Finding(FindingCodes.CommandLine, Severity.Error, message)
            {
                Meaning = Suggestion(parsed, command),
                Help = $"see: {path} --help",
            };
            output.Write(FindingText.Render(finding));
        }

        return (int)ExitCode.Usage;
    }

    private static string? Suggestion(ParseResult parsed, Command command)
    {
        var names = command.Subcommands.Select(static c => c.Name)
            .Concat(command.Options.Select(static o => o.Name))
            .Concat(GlobalOptions.All.Select(static o => o.Name))
            .ToList();
        var nearest = parsed.UnmatchedTokens.Select(token => NearestName.Of(token, names)).OfType<string>().FirstOrDefault();
        return nearest is null ? null : $"did you mean {nearest}?";
    }
}
