using System.Text.Json;
using Plumb.Presence;

namespace Plumb.Reporting;

public static partial class JsonReport
{
    private static void WritePresence(Utf8JsonWriter json, MigrationPresence presence)
    {
        json.WriteStartObject();
        json.WriteString("migration", presence.Migration.Id);
        json.WriteBoolean("complete", presence.IsComplete);
        WriteArray(json, "objects", presence.Objects, static (j, one) =>
        {
            j.WriteStartObject();
            j.WriteString("kind", one.Id.Kind.Word);
            j.WriteString("name", one.Id.SqlName);
            j.WriteString("arguments", one.Id.Arguments);
            j.WriteString("state", PresenceWords.Of(one.State));
            WriteArray(j, "differences", one.Differences, static (d, line) => d.WriteStringValue(line));
            j.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
