using System.Text.Json;
using Plumb.Watching;

namespace Plumb.Reporting;

public static partial class JsonReport
{
    private static void WriteWatch(Utf8JsonWriter json, WatchReport watched)
    {
        json.WriteStartObject("watch");
        json.WriteString("stage", watched.Stage.ToString().ToLowerInvariant());
        json.WriteString("at", watched.At.UtcDateTime);
        json.WriteString("migration", watched.Migration);
        WriteArray(json, "files", watched.Files.Where(static f => !f.StartsWith('-')), static (j, file) => j.WriteStringValue(file));
        WriteArray(json, "gone", watched.Files.Where(static f => f.StartsWith('-')), static (j, file) => j.WriteStringValue(file[1..]));
        json.WriteNumber("durationMs", Milliseconds(watched.Duration));
        WriteArray(json, "stillFailing", watched.StillFailing, static (j, id) => j.WriteStringValue(id));
        WriteArray(json, "left", watched.Left, static (j, name) => j.WriteStringValue(name));
        json.WriteEndObject();
    }
}
