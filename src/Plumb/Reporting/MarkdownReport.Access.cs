using Plumb.Diagnosis;

namespace Plumb.Reporting;

public sealed partial class MarkdownReport
{
    private void WriteAccess(AccessAnswer? answer)
    {
        if (answer is null)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"### {answer.Question.Command.ToString().ToUpperInvariant()} on {Escape(answer.Table)} as {Escape(answer.Question.Role)}");
        output.WriteLine();
        foreach (var step in answer.Steps)
        {
            output.WriteLine($"- {(step.Holds ? "✓" : "✗")} {Escape(step.Name)}: {Escape(step.Found)}{(step.Help is null ? "" : $" `{step.Help}`")}");
        }

        if (answer.Policies.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("| Policy | Kind | Lets through | Condition |");
            output.WriteLine("|---|---|---|---|");
            foreach (var policy in answer.Policies)
            {
                var conditions = string.Join("<br>", AccessWords.Conditions(policy, answer.Question.Command).Select(Escape));
                output.WriteLine($"| {Escape(policy.Name)} | {(policy.IsPermissive ? "permissive" : "restrictive")} | {Escape(AccessWords.Of(policy, answer))} | {conditions} |");
            }
        }

        foreach (var note in answer.Notes)
        {
            output.WriteLine();
            output.WriteLine($"> {Escape(note)}");
        }
    }
}
