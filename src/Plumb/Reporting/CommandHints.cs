using System.Text;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Reporting;

/// <summary>
/// Names the environment in the commands that a report tells its reader to run: pasted as findings write them, they would act on <c>local</c>.
/// </summary>
public static class CommandHints
{
    private const string Program = "plumb ";
    private const string Option = "--env";

    private static readonly string[] Commands = ["adopt", "down", "drift", "explain-access", "shell", "status", "up", "verify"];

    /// <summary>The same report, with commands for <paramref name="environment"/>.</summary>
    /// <param name="report">What a command has to say.</param>
    /// <param name="environment">What <c>--env</c> said. Of a connection URL, which may hold a password, only that it is one is told.</param>
    public static Report In(Report report, string? environment)
    {
        if (environment is null or EnvironmentConfiguration.Local || environment.Contains(','))
        {
            return report;
        }

        var name = environment.AsSpan().IndexOfAny(':', '=') >= 0 ? "<url>" : environment;
        return report with
        {
            Verdict = report.Verdict with { Text = In(report.Verdict.Text, name) },
            Next = report.Next is null ? null : In(report.Next, name),
            Findings = [.. report.Findings.Select(f => In(f, name))],
            Migrations = [.. report.Migrations.Select(m => m with { Findings = [.. m.Findings.Select(f => In(f, name))] })],
        };
    }

    private static Finding In(Finding finding, string name) => finding.Help is null ? finding : finding with { Help = In(finding.Help, name) };

    private static string In(string text, string name)
    {
        var written = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        for (var at = rest.IndexOf(Program, StringComparison.Ordinal); at >= 0; at = rest.IndexOf(Program, StringComparison.Ordinal))
        {
            written.Append(rest[..(at + Program.Length)]);
            rest = rest[(at + Program.Length)..];
            if (CommandAt(rest) is { } command && !SaysWhere(rest))
            {
                written.Append(command).Append(' ').Append(Option).Append(' ').Append(name);
                rest = rest[command.Length..];
            }
        }

        return written.Append(rest).ToString();
    }

    private static string? CommandAt(ReadOnlySpan<char> text)
    {
        foreach (var command in Commands)
        {
            if (text.StartsWith(command, StringComparison.Ordinal) && (text.Length == command.Length || !(char.IsLetterOrDigit(text[command.Length]) || text[command.Length] is '-')))
            {
                return command;
            }
        }

        return null;
    }

    /// <summary>Whether the command that ends with its line, or where the next one begins, names an environment.</summary>
    private static bool SaysWhere(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        var line = end < 0 ? text : text[..end];
        var next = line.IndexOf(Program, StringComparison.Ordinal);
        return (next < 0 ? line : line[..next]).Contains(Option, StringComparison.Ordinal);
    }
}
