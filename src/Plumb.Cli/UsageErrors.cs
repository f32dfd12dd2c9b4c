using System.CommandLine;
using System.CommandLine.Parsing;
using Plumb.Cli.Commands;
using Plumb.Cli.Rendering;
using Plumb.Findings;

namespace Plumb.Cli;

/// <summary>What a person sees who mistyped a command line.</summary>
internal static class UsageErrors
{
    /// <summary>Writes what is wrong and the nearest right word.</summary>
    public static int Report(ParseResult parsed, TextWriter output)
    {
        var path = Help.PathOf(parsed.CommandResult.Command);
        var unknown = FindUnknown(parsed);
        var others = parsed.Errors
            .Where(e => unknown is null || (e.SymbolResult is not null && !parsed.UnmatchedTokens.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal))))
            .Select(e => Message(e, path))
            .Distinct(StringComparer.Ordinal);
        var findings = new List<Finding>();
        if (unknown is not null)
        {
            findings.Add(unknown);
        }

        findings.AddRange(others.Select(static message => message.Split(OptionRules.Means, 2)).Select(static parts =>
            new Finding(FindingCodes.CommandLine, Severity.Error, parts[0]) { Meaning = parts.Length > 1 ? parts[1] : null }));
        List<string> words = [.. parsed.Tokens.Select(static t => t.Value), .. parsed.UnmatchedTokens];
        var shown = findings.Select(f => f with
        {
            Message = ShownWord.Without(f.Message, words),
            Meaning = f.Meaning ?? "the command line could not be read as it stands",
            Help = f.Help ?? $"see: {path} --help",
        });
        output.Write(FindingText.Render(shown, Terminal.ErrorWidth));
        output.WriteLine();
        output.WriteLine("failed  nothing was done");
        return (int)ExitCode.Usage;
    }

    /// <summary>Writes that Plumb itself failed.</summary>
    public static int ReportDefect(Exception defect, bool isVerbose, TextWriter output)
    {
        var finding = new Finding(FindingCodes.Defect, Severity.Error, $"Plumb stopped because of a defect of its own: {defect.GetType().Name}: {defect.Message}")
        {
            Meaning = "a transaction that was open has been rolled back; `plumb status` says what is applied",
            Help = isVerbose ? "report it with the lines below" : "run it again with --verbose, and report it with the lines that this adds",
        };
        output.Write(FindingText.Render(finding, Terminal.ErrorWidth));
        if (isVerbose)
        {
            output.WriteLine(defect);
        }

        return (int)ExitCode.Failed;
    }

    /// <summary>The first word that nothing knows: an option that was taken for an argument, or a word too many. Null when there is none.</summary>
    public static string? UnknownWord(ParseResult parsed)
    {
        var words = parsed.Tokens.TakeWhile(static t => t.Type != TokenType.DoubleDash).ToHashSet();
        var arguments = parsed.CommandResult.Children.OfType<ArgumentResult>().Where(static a => a.Argument.Name != ShellCommand.PassedOn).SelectMany(static a => a.Tokens);
        return arguments.FirstOrDefault(t => t.Value is ['-', _, ..] && words.Contains(t))?.Value ?? (parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null);
    }

    /// <summary>What is said about it; what follows it may belong to it and is not judged.</summary>
    private static Finding? FindUnknown(ParseResult parsed)
    {
        if (UnknownWord(parsed) is not { } word)
        {
            return null;
        }

        var command = parsed.CommandResult.Command;
        var isOption = word.StartsWith('-');
        var names = isOption
            ? command.Options.Concat(GlobalOptions.All).Select(static o => o.Name)
            : command.Subcommands.Select(static c => c.Name);
        var message = isOption
            ? $"{Help.PathOf(command)} has no option {word}"
            : command.Subcommands.Count > 0 ? $"there is no command {word}" : $"{Help.PathOf(command)} takes no argument {word}";
        var takesMigrations = !isOption && command.Options.Any(static o => o.Name == "--only");
        return new Finding(FindingCodes.CommandLine, Severity.Error, message)
        {
            Help = takesMigrations ? $"to run this one migration, with what it requires: {Help.PathOf(command)} --only {Path.GetFileNameWithoutExtension(ShownWord.Of(word))}" : null,
            Meaning = NearestName.Of(word, names) is { } nearest ? $"did you mean {nearest}?" : null,
        };
    }

    private static string Message(ParseError error, string path) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => Needs(option.Option.Name, option.Option.HelpName),
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => Needs(option.Option.Name, option.Option.HelpName),
        ArgumentResult { Tokens.Count: 0 } argument => Needs(path, argument.Argument.Name),
        OptionResult option when error.Message.StartsWith("Cannot parse", StringComparison.Ordinal) =>
            $"'{option.Tokens[0].Value}' is no value for {option.Option.Name} <{option.Option.HelpName}>",
        _ => error.Message.TrimEnd('.'),
    };

    private static string Needs(string word, string? value) => $"{word} needs <{value ?? "value"}>";
}
