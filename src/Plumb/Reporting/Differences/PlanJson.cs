using System.Text.Json;
using Plumb.Diffing.Planning;

namespace Plumb.Reporting.Differences;

/// <summary>Writes plans as JSON.</summary>
internal static class PlanJson
{
    /// <summary>The field <c>plan</c>.</summary>
    public static void Write(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject("plan");
        json.WriteBoolean("complete", plan.IsComplete);
        json.WriteBoolean("transactional", plan.IsTransactional);
        WriteTexts(json, "settings", plan.Settings);
        json.WriteStartArray("steps");
        foreach (var step in plan.Steps)
        {
            WriteStep(json, step);
        }

        json.WriteEndArray();
        WriteTexts(json, "withheld", plan.Withheld.Select(static w => w.ToString()));
        WriteTexts(json, "unreachable", plan.Unreachable.Select(static u => u.ToString()));
        json.WriteEndObject();
    }

    /// <summary>A list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteStep(Utf8JsonWriter json, PlanStep step)
    {
        json.WriteStartObject();
        WriteTexts(json, "statements", step.Statements);
        WriteTexts(json, "changes", step.Changes.Select(static c => c.ToString()));
        json.WriteStartArray("hazards");
        foreach (var hazard in step.Hazards)
        {
            json.WriteStartObject();
            json.WriteString("kind", WordOf(hazard.Kind));
            json.WriteString("on", hazard.On.ToString());
            json.WriteString("reason", hazard.Reason);
            json.WriteString("lock", hazard.Lock?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("outsideTransaction", step.OutsideTransaction);
        json.WriteEndObject();
    }

    private static string WordOf(HazardKind kind) => kind switch
    {
        HazardKind.DataLoss => "data-loss",
        HazardKind.FullScan => "full-scan",
        HazardKind.DependsOnData => "depends-on-data",
        var other => other.ToString().ToLowerInvariant(),
    };
}
