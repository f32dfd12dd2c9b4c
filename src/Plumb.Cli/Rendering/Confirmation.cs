using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>Asks before a protected environment is changed.</summary>
internal static class Confirmation
{
    /// <summary>Wants the environment's name typed; <c>--yes</c> answers for it.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="change">What would be done.</param>
    /// <param name="isAnswered">True when <c>--yes</c> was given.</param>
    /// <param name="command">The command that asks, such as <c>plumb up</c>.</param>
    /// <param name="output">Where a live line ends before the question.</param>
    /// <exception cref="UsageException">The answer was another, or nobody can be asked.</exception>
    public static void Ask(EnvironmentConfiguration environment, string change, bool isAnswered, string command, ReportOutput output)
    {
        if (!environment.IsProtected || isAnswered)
        {
            return;
        }

        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            throw new UsageException(new Finding(FindingCodes.NotConfirmed, Severity.Error, $"{environment.Name} is protected, and nobody can be asked")
            {
                Meaning = $"without a terminal a protected environment is changed only with --yes: {change}",
                Help = $"run it in a terminal and type {environment.Name}, or say yes at once: {command} --env {environment.Name} --yes",
            });
        }

        output.End();
        Console.Error.Write($"{change}\nType {environment.Name} to go on: ");
        if (!string.Equals(Console.In.ReadLine()?.Trim(), environment.Name, StringComparison.Ordinal))
        {
            throw new UsageException(new Finding(FindingCodes.NotConfirmed, Severity.Error, $"{environment.Name} was not typed; nothing was changed")
            {
                Meaning = "a protected environment is changed only when its name is typed, whole",
                Help = $"run it again: {command} --env {environment.Name}",
            });
        }
    }
}
