using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof.Sizes;

/// <summary>The file in which sizes are kept beside the chain, <c>plumb.stats.json</c>.</summary>
public static class StatisticsFile
{
    /// <summary>Its name in the project's folder.</summary>
    public const string FileName = "plumb.stats.json";

    private const int Format = 2;

    /// <summary>Writes it.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(TableStatistics statistics, string projectRoot) => KeptFile.Write(
        Path.Combine(projectRoot, FileName),
        json => WriteFile(json, statistics),
        SizeFindings.Unwritable);

    /// <summary>Reads it; null when the project has none.</summary>
    /// <exception cref="UsageException">The file is damaged, or of another version of Plumb.</exception>
    public static TableStatistics? Read(string projectRoot)
    {
        var path = Path.Combine(projectRoot, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            return root.GetProperty("format").GetInt32() == Format ? Read(root) : throw new UsageException(SizeFindings.Unreadable("it was written by another version of Plumb"));
        }
        catch (Exception damaged) when (damaged is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(SizeFindings.Unreadable(damaged.Message));
        }
    }

    /// <summary>What the file says.</summary>
    internal static string TextOf(TableStatistics statistics)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            WriteFile(json, statistics);
        }

        return Encoding.UTF8.GetString(content.ToArray());
    }

    /// <summary>Writes what the file holds into an object that is open.</summary>
    internal static void WriteTo(Utf8JsonWriter json, TableStatistics statistics)
    {
        json.WriteString("environment", statistics.Environment);
        json.WriteString("serverVersion", statistics.ServerVersion);
        json.WriteString("takenAt", statistics.TakenAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteStartArray("inPlace");
        foreach (var migration in statistics.InPlace)
        {
            json.WriteStartObject();
            json.WriteString("id", migration.Id);
            json.WriteString("checksum", migration.Checksum.Hex);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tables");
        foreach (var table in statistics.Tables)
        {
            json.WriteStartObject();
            json.WriteString("name", table.Name);
            json.WriteNumber("rows", table.Rows);
            json.WriteNumber("bytes", table.Bytes);
            json.WriteStartArray("columns");
            foreach (var column in table.Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteNumber("width", column.Width);
                json.WriteNumber("nullFraction", Math.Round(column.NullFraction, 4));
                json.WriteNumber("distinct", Math.Round(column.Distinct, 4));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFile(Utf8JsonWriter json, TableStatistics statistics)
    {
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        WriteTo(json, statistics);
        json.WriteEndObject();
    }

    private static TableStatistics Read(JsonElement root) => new(
        root.GetProperty("environment").GetString()!,
        root.GetProperty("serverVersion").GetString()!,
        root.GetProperty("takenAt").GetDateTimeOffset(),
        [.. root.GetProperty("tables").EnumerateArray().Select(static t => new TableSize(
            t.GetProperty("name").GetString()!,
            t.GetProperty("rows").GetInt64(),
            t.GetProperty("bytes").GetInt64(),
            [.. t.GetProperty("columns").EnumerateArray().Select(static c => new ColumnSize(
                c.GetProperty("name").GetString()!,
                c.GetProperty("width").GetInt32(),
                c.GetProperty("nullFraction").GetDouble(),
                c.GetProperty("distinct").GetDouble()))]))])
    {
        InPlace = [.. root.GetProperty("inPlace").EnumerateArray().Select(static m => new PlacedMigration(m.GetProperty("id").GetString()!, new Checksum(m.GetProperty("checksum").GetString()!)))],
    };
}
