using System.Text.Json;
using Plumb.Diagnosis;

namespace Plumb.Reporting;

public static partial class JsonReport
{
    private static void WriteAccess(Utf8JsonWriter json, AccessAnswer answer)
    {
        json.WriteStartObject("access");
        json.WriteString("table", answer.Table);
        json.WriteString("role", answer.Question.Role);
        json.WriteString("command", answer.Question.Command.ToString().ToLowerInvariant());
        json.WriteBoolean("policiesApply", answer.PoliciesApply);
        WriteNumber(json, "reached", answer.Reached);
        WriteNumber(json, "total", answer.Total);
        WriteTruth(json, "rowAllowed", answer.IsRowAllowed);
        WriteArray(json, "steps", answer.Steps, static (j, step) =>
        {
            j.WriteStartObject();
            j.WriteString("name", step.Name);
            j.WriteBoolean("holds", step.Holds);
            j.WriteString("found", step.Found);
            j.WriteString("help", step.Help);
            j.WriteEndObject();
        });
        WriteArray(json, "policies", answer.Policies, static (j, policy) =>
        {
            j.WriteStartObject();
            j.WriteString("name", policy.Name);
            j.WriteBoolean("permissive", policy.IsPermissive);
            j.WriteString("command", policy.Command);
            WriteArray(j, "roles", policy.Roles, static (r, role) => r.WriteStringValue(role));
            j.WriteBoolean("applies", policy.Applies);
            j.WriteString("using", policy.Using);
            j.WriteString("check", policy.Check);
            WriteNumber(j, "passing", policy.Passing);
            WriteTruth(j, "rowAccepted", policy.IsRowAccepted);
            j.WriteString("error", policy.Error);
            j.WriteEndObject();
        });
        WriteArray(json, "notes", answer.Notes, static (j, note) => j.WriteStringValue(note));
        json.WriteEndObject();
    }

    private static void WriteTruth(Utf8JsonWriter json, string name, bool? truth)
    {
        if (truth is { } value)
        {
            json.WriteBoolean(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
