using Plumb.Diagnosis;

namespace Plumb.Reporting;

public sealed partial class TextReport
{
    private const int StepWidth = 24;
    private const int AccessWidth = 96;

    private void WriteAccess(AccessAnswer? answer)
    {
        if (answer is null)
        {
            return;
        }

        var database = new ReportedDatabase(answer.Target.Environment, answer.Target.ToString(), answer.Identity);
        WriteDatabase(database);
        Separate();
        output.WriteLine($"  {style.Strong($"{answer.Question.Command.ToString().ToUpperInvariant()} on {answer.Table} as {answer.Question.Role}")}");
        Separate();
        foreach (var step in answer.Steps)
        {
            output.WriteLine($"  {(step.Holds ? style.Good("✓") : style.Bad("✗"))} {step.Name.PadRight(StepWidth)}{step.Found}");
            if (step.Help is not null)
            {
                output.WriteLine($"      {step.Help}");
            }
        }

        if (answer.Policies.Count > 0)
        {
            Separate();
            var width = Math.Min(52, answer.Policies.Max(static p => NameOf(p).Length) + 2);
            output.WriteLine(style.Faint($"    {"policy".PadRight(width)}lets through"));
            foreach (var policy in answer.Policies)
            {
                WritePolicy(policy, answer, width);
            }
        }

        foreach (var note in answer.Notes)
        {
            Separate();
            var lines = TextLines.Wrap(note, AccessWidth);
            output.WriteLine($"{style.Warn("!")} {string.Join("\n  ", lines)}");
        }
    }

    private void WritePolicy(PolicyEffect policy, AccessAnswer answer, int width)
    {
        var mark = policy switch
        {
            { Applies: false } => style.Faint("–"),
            { Error: not null } or { Passing: 0 } or { IsRowAccepted: false } => style.Bad("✗"),
            { Passing: not null } or { IsRowAccepted: true } => style.Good("✓"),
            _ => style.Faint("·"),
        };
        output.WriteLine($"  {mark} {NameOf(policy).PadRight(width)}{AccessWords.Of(policy, answer)}");
        if (!policy.Applies)
        {
            return;
        }

        foreach (var line in AccessWords.Conditions(policy, answer.Question.Command).SelectMany(static c => TextLines.Wrap(c, AccessWidth - 6)))
        {
            output.WriteLine(style.Faint($"      {line}"));
        }
    }

    private static string NameOf(PolicyEffect policy) => policy.IsPermissive ? policy.Name : $"{policy.Name} (restrictive)";
}
