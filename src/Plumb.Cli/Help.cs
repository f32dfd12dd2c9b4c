using System.CommandLine;
using System.CommandLine.Help;
using Plumb.Cli.Rendering;
using Plumb.Reporting;

namespace Plumb.Cli;

/// <summary>Help texts: one sentence, usage, options in groups, examples.</summary>
internal static class Help
{
    private static readonly Dictionary<Command, string[]> Examples = [];

    /// <summary>Adds three real examples to a command's help.</summary>
    public static void AddExamples(this Command command, params string[] examples) => Examples[command] = examples;

    /// <summary>True when <c>--help</c> stands on the command line and every word of it is known, whatever else is missing.</summary>
    public static bool IsAskedFor(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count == 0
        && parsed.RootCommandResult.Command.Options.OfType<HelpOption>().Any(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>The words that lead to a command.</summary>
    public static string PathOf(Command command) => command is RootCommand ? "plumb" : $"plumb {command.Name}";

    /// <summary>Writes the help of <paramref name="command"/>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="width">The longest line in columns.</param>
    public static void Write(Command command, TextWriter output, int width = Terminal.Widest)
    {
        foreach (var line in TextLines.Wrap(command.Description ?? "", width))
        {
            output.WriteLine(line);
        }

        output.WriteLine();
        output.WriteLine($"usage: {PathOf(command)}{(command.Subcommands.Count > 0 ? " <command>" : "")}{string.Concat(command.Arguments.Select(UsageOf))} [options]");
        WriteGroup(output, width, "commands", command.Subcommands.Select(static c => (c.Name, c.Description)));
        WriteGroup(output, width, "arguments", command.Arguments.Select(static a => (a.Name, a.Description)));
        if (command is not RootCommand)
        {
            WriteGroup(output, width, "options", command.Options.Where(static o => o is not HelpOption).Select(static o => (LabelOf(o), o.Description)));
        }

        WriteGroup(output, width, "for every command", GlobalOptions.All.Select(static o => (LabelOf(o), o.Description)));
        if (Examples.TryGetValue(command, out var examples))
        {
            output.WriteLine();
            output.WriteLine("examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }
        }
    }

    private static string UsageOf(Argument argument)
    {
        var name = $"<{argument.Name}>{(argument.Arity.MaximumNumberOfValues > 1 ? "…" : "")}";
        return argument.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" {name}";
    }

    private static string LabelOf(Option option)
    {
        var aliases = option.Aliases.Count == 0 ? "    " : $"{string.Join(", ", option.Aliases)}, ";
        return $"{aliases}{option.Name}{(option.HelpName is null ? "" : $" <{option.HelpName}>")}";
    }

    private static void WriteGroup(TextWriter output, int width, string title, IEnumerable<(string Label, string? Text)> rows)
    {
        const int labelWidth = 26;
        var textWidth = width - labelWidth - 4;
        var list = rows.ToList();
        if (list.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var (label, text) in list)
        {
            var lead = label;
            if (label.Length > labelWidth)
            {
                output.WriteLine($"  {label}");
                lead = "";
            }

            foreach (var line in TextLines.Wrap(text ?? "", textWidth))
            {
                output.WriteLine($"  {lead.PadRight(labelWidth)}  {line}".TrimEnd());
                lead = "";
            }
        }
    }
}
