using System.Text;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Scripts;

/// <summary>Writes a plan as SQL that people read and any client runs: hazards stand as comments above their statements.</summary>
public static class PlanScript
{
    private const int Width = 100;

    /// <summary>The whole script, without a transaction around it; ends in a line feed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="whole">The plan that may drop, whose steps show what was withheld; null to say it in words only.</param>
    public static string Of(Plan plan, Plan? whole = null)
    {
        var text = new StringBuilder();
        foreach (var setting in plan.Settings)
        {
            text.Append(setting).Append(";\n");
        }

        var separator = plan.Settings.Count > 0 ? "\n" : "";
        foreach (var step in plan.Steps)
        {
            text.Append(separator);
            separator = step.Hazards.Count > 0 || step.Statements.Count > 1 || step.Statements.Any(static s => s.Contains('\n', StringComparison.Ordinal)) ? "\n" : "";
            Append(text, step);
        }

        AppendWithheld(text, plan, whole);
        foreach (var unreachable in plan.Unreachable)
        {
            text.Append('\n');
            AppendComment(text, $"stays different: {unreachable}");
        }

        return text.ToString();
    }

    /// <summary>A hazard as a person calls it: <c>data loss on public.videos</c>.</summary>
    public static string Name(Hazard hazard) => $"{Word(hazard.Kind)} on {hazard.On.SqlName}";

    private static void Append(StringBuilder text, PlanStep step)
    {
        if (step.Reason is { } reason)
        {
            AppendComment(text, reason);
        }

        foreach (var hazard in step.Hazards)
        {
            AppendComment(text, $"! {Name(hazard)}: {hazard.Reason}");
        }

        if (step.OutsideTransaction)
        {
            AppendComment(text, "runs outside a transaction");
        }

        text.Append(step).Append('\n');
    }

    private static void AppendWithheld(StringBuilder text, Plan plan, Plan? whole)
    {
        if (plan.Withheld.Count == 0)
        {
            return;
        }

        text.Append(text.Length == 0 ? "" : "\n");
        AppendComment(text, "not done, since it would lose something; --allow-drop does it:");
        foreach (var withheld in plan.WithheldWholes)
        {
            AppendComment(text, $"  {withheld}");
        }

        var left = plan.Withheld.Select(static w => w.Change).ToHashSet();
        foreach (var statement in whole?.Steps.Where(s => s.Changes.Any(left.Contains)).SelectMany(static s => s.Statements) ?? [])
        {
            foreach (var line in $"{statement};".Split('\n'))
            {
                text.Append("-- ").Append(line).Append('\n');
            }
        }
    }

    private static void AppendComment(StringBuilder text, string comment)
    {
        var indent = comment.Length - comment.TrimStart().Length;
        var words = comment.Trim();
        var lead = new string(' ', indent);
        while (words.Length > Width - 3 - indent && words.LastIndexOf(' ', Width - 3 - indent) is > 0 and var space)
        {
            text.Append("-- ").Append(lead).Append(words.AsSpan(0, space)).Append('\n');
            (words, lead) = (words[(space + 1)..], new string(' ', indent + 2));
        }

        text.Append("-- ").Append(lead).Append(words).Append('\n');
    }

    private static string Word(HazardKind kind) => kind switch
    {
        HazardKind.DataLoss => "data loss",
        HazardKind.FullScan => "full scan",
        HazardKind.DependsOnData => "may fail",
        var other => other.ToString().ToLowerInvariant(),
    };
}
