using System.Text.Encodings.Web;
using System.Text.Json;
using Plumb.Findings;

namespace Plumb.Catalog;

/// <summary>
/// Snapshots as JSON: deterministic, one fact in each line, so that two files can also be compared line by line. Its
/// <c>plumb_snapshot</c> grows by one when the format changes in a way that older versions cannot read.
/// </summary>
public static partial class SnapshotFile
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a snapshot to a file, which is replaced only once the snapshot is complete.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(Snapshot snapshot, string file)
    {
        var unfinished = file + ".part";
        try
        {
            using (var output = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                Write(snapshot, output);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(CatalogFindings.FileUnwritable(file, error.Message));
        }
    }

    /// <summary>Writes a snapshot as UTF-8.</summary>
    public static void Write(Snapshot snapshot, Stream output)
    {
        var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteNumber("plumb_snapshot", Version);
        json.WriteString("fingerprint", snapshot.Fingerprint.Text);
        json.WriteString("server_version", snapshot.ServerVersion);
        WriteScope(json, snapshot.Options);
        json.WriteStartArray("gaps");
        foreach (var gap in snapshot.Gaps)
        {
            json.WriteStartObject();
            json.WriteString("what", gap.What);
            json.WriteString("why", gap.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("facts");
        json.Flush();
        using var line = new Utf8JsonWriter(output, Options);
        var separator = "\n"u8;
        foreach (var fact in snapshot.Facts)
        {
            output.Write(separator);
            WriteFact(line, fact);
            line.Flush();
            line.Reset(output);
            separator = ",\n"u8;
        }

        output.Write("\n]}\n"u8);
    }

    private static void WriteScope(Utf8JsonWriter json, SnapshotOptions options)
    {
        json.WriteStartObject("scope");
        if (options.Profile is not null)
        {
            json.WriteString("profile", options.Profile);
        }

        WriteList(json, "schemas", options.Schemas);
        WriteList(json, "excluded_schemas", options.ExcludedSchemas);
        json.WriteBoolean("roles", options.IncludesRoles);
        json.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WritePropertyName("id");
        WriteId(json, fact.Id);
        if (fact.Payload.Count > 0)
        {
            json.WriteStartObject("is");
            foreach (var property in fact.Payload)
            {
                WriteProperty(json, property);
            }

            json.WriteEndObject();
        }

        if (fact.Dependencies.Count > 0)
        {
            json.WriteStartArray("needs");
            foreach (var id in fact.Dependencies)
            {
                WriteId(json, id);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, FactId id)
    {
        json.WriteStartArray();
        WriteSteps(json, id);
        json.WriteEndArray();
    }

    // From the outermost inwards: [["schema","public"],["table","videos"],["column","title"]].
    private static void WriteSteps(Utf8JsonWriter json, FactId id)
    {
        if (id.Parent is not null)
        {
            WriteSteps(json, id.Parent);
        }

        json.WriteStartArray();
        json.WriteStringValue(id.Kind.Word);
        if (id.Name.Length > 0 || id.Arguments is not null)
        {
            json.WriteStringValue(id.Name);
        }

        if (id.Arguments is not null)
        {
            json.WriteStringValue(id.Arguments);
        }

        json.WriteEndArray();
    }

    private static void WriteProperty(Utf8JsonWriter json, FactProperty property)
    {
        switch (property.Value.Kind)
        {
            case FactValueKind.Boolean:
                json.WriteBoolean(property.Name, property.Value.Boolean);
                break;
            case FactValueKind.Number:
                json.WriteNumber(property.Name, property.Value.Number!.Value);
                break;
            case FactValueKind.List:
                WriteList(json, property.Name, property.Value.List);
                break;
            default:
                json.WriteString(property.Name, property.Value.Text);
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }
}
