using System.Text.Json;
using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Execution;

namespace Plumb.Reporting.Differences;

/// <summary>Writes differences as JSON.</summary>
internal static class DifferenceJson
{
    /// <summary>The field <c>difference</c>.</summary>
    public static void Write(Utf8JsonWriter json, ReportedDifference difference)
    {
        json.WriteStartObject("difference");
        json.WriteBoolean("equal", difference.Difference.IsEmpty);
        WriteSide(json, "before", difference.Before);
        WriteSide(json, "after", difference.After);
        json.WriteStartArray("objects");
        foreach (var changed in difference.Objects)
        {
            json.WriteStartObject();
            json.WriteString("object", changed.Id.ToString());
            json.WriteString("kind", changed.Id.Kind.Word);
            json.WriteString("name", changed.Id.SqlName);
            json.WriteString("change", WordOf(changed.Kind));
            json.WriteStartArray("parts");
            foreach (var delta in changed.Deltas)
            {
                WriteDelta(json, delta, changed.Id);
            }

            json.WriteEndArray();
            if (difference.Notes.TryGetValue(changed.Id, out var note))
            {
                WriteNote(json, note);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("renames");
        foreach (var rename in difference.Renames)
        {
            json.WriteStartObject();
            json.WriteString("before", rename.Before.ToString());
            json.WriteString("after", rename.After.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The word of a kind of change; part of the contract.</summary>
    public static string WordOf(DeltaKind kind) => kind switch { DeltaKind.Added => "added", DeltaKind.Removed => "removed", _ => "changed" };

    /// <summary>One fact that differs.</summary>
    public static void WriteDelta(Utf8JsonWriter json, Delta delta, FactId whole)
    {
        json.WriteStartObject();
        json.WriteString("fact", delta.Id.ToString());
        json.WriteString("kind", delta.Id.Kind.Word);
        json.WriteString("name", delta.Id.Equals(whole) ? "" : FactText.NameIn(delta.Id, whole));
        json.WriteString("change", WordOf(delta.Kind));
        json.WriteStartArray("properties");
        foreach (var change in delta.Properties)
        {
            json.WriteStartObject();
            json.WriteString("name", change.Name);
            WriteValue(json, "before", change.Before);
            WriteValue(json, "after", change.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNote(Utf8JsonWriter json, ObjectNote note)
    {
        WriteEvent(json, "after", note.When?.After);
        WriteEvent(json, "before", note.When?.Before);
        WriteEvent(json, "again", note.When?.Again);
        PlanJson.WriteTexts(json, "mendDatabase", note.ToBefore.SelectMany(static s => s.Statements));
        PlanJson.WriteTexts(json, "mendChain", note.ToAfter.SelectMany(static s => s.Statements));
    }

    private static void WriteEvent(Utf8JsonWriter json, string name, LedgerEvent? entry)
    {
        if (entry is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("event", entry.Id);
        json.WriteString("action", entry.Action);
        json.WriteString("migration", entry.Migration);
        json.WriteString("at", entry.At.UtcDateTime);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, ReportedSide side)
    {
        json.WriteStartObject(name);
        json.WriteString("source", side.Name);
        json.WriteString("shown", side.Shown);
        json.WriteString("serverVersion", side.Snapshot.ServerVersion);
        json.WriteString("fingerprint", side.Snapshot.Fingerprint.Text);
        json.WriteNumber("facts", side.Snapshot.Facts.Count);
        json.WriteStartArray("gaps");
        foreach (var gap in side.Snapshot.Gaps)
        {
            json.WriteStringValue(gap.What);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, FactValue? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case { Kind: FactValueKind.Boolean } known:
                json.WriteBoolean(name, known.Boolean);
                break;
            case { Kind: FactValueKind.Number } known:
                json.WriteNumber(name, known.Number!.Value);
                break;
            case { Kind: FactValueKind.List } known:
                json.WriteStartArray(name);
                foreach (var item in known.List)
                {
                    json.WriteStringValue(item);
                }

                json.WriteEndArray();
                break;
            case { } known:
                json.WriteString(name, known.Text);
                break;
        }
    }
}
