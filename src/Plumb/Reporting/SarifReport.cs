using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumb.Findings;
using Plumb.Proof;

namespace Plumb.Reporting;

/// <summary>Writes what was found in files as SARIF 2.1.0, which code review and editors show at its places.</summary>
public static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Root = "%SRCROOT%";

    /// <summary>Writes all of it.</summary>
    /// <param name="report">What there is to say.</param>
    /// <param name="version">Plumb's version.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(Report report, string version, TextWriter output)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, KeptFile.Options))
        {
            WriteTo(json, report, version);
        }

        output.WriteLine(Encoding.UTF8.GetString(content.ToArray()));
    }

    private static void WriteTo(Utf8JsonWriter json, Report report, string version)
    {
        List<FindingCode> rules = [.. report.Findings.Select(static f => f.Code).Distinct().OrderBy(static c => c.Code, StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Plumb");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            json.WriteString("name", rule.Slug);
            WriteText(json, "shortDescription", rule.Slug.Replace('-', ' '));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.ExitCode is ExitCode.Success or ExitCode.Failed);
        json.WriteNumber("exitCode", (int)report.ExitCode);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(Root);
        WriteText(json, "description", "the repository's folder; without one, the project's");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in report.Findings)
        {
            WriteResult(json, finding, report.PathInRepository, rules.IndexOf(finding.Code), seen);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, IReadOnlyList<string> folder, int rule, Dictionary<string, int> seen)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Code.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        WriteText(json, "message", MessageOf(finding));
        if (finding.Place is { } place)
        {
            json.WriteStartArray("locations");
            WriteLocation(json, folder, place, null);
            json.WriteEndArray();
        }

        if (finding.Related.Count > 0)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var related in finding.Related)
            {
                WriteLocation(json, folder, related.Place, related.What);
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("partialFingerprints");
        json.WriteString("plumbFinding/v1", FingerprintOf(finding, seen));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, IReadOnlyList<string> folder, Place place, string? label)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        var isOutside = Path.IsPathRooted(place.File);
        json.WriteString("uri", isOutside ? new Uri(place.File).AbsoluteUri : string.Join('/', folder.Concat(place.File.Replace('\\', '/').Split('/')).Select(Uri.EscapeDataString)));
        if (!isOutside)
        {
            json.WriteString("uriBaseId", Root);
        }

        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, place.Line));
        json.WriteNumber("startColumn", Math.Max(1, place.Column));
        if (place.SourceLine is { } line)
        {
            // A statement may go on in the lines below; what is marked ends with its first one.
            json.WriteNumber("endColumn", Math.Max(place.Column + 1, Math.Min(place.Column + place.Length, line.Length + 1)));
            WriteText(json, "snippet", line);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        if (label is not null)
        {
            WriteText(json, "message", label);
        }

        json.WriteEndObject();
    }

    private static string MessageOf(Finding finding) => string.Join('\n', (string[])
    [
        finding.SqlState is null ? finding.Message : $"{finding.Message} ({finding.SqlState})",
        .. finding.Details.Select(static d => $"found: {d}"),
        .. finding.Meaning is null ? Array.Empty<string>() : [$"means: {finding.Meaning}"],
        .. finding.Help is null ? Array.Empty<string>() : [$"do: {finding.Help}"],
    ]);

    /// <summary>The same finding keeps its fingerprint when lines above it come or go.</summary>
    private static string FingerprintOf(Finding finding, Dictionary<string, int> seen)
    {
        var what = $"{finding.Code.Code}\0{finding.Place?.File}\0{finding.Place?.SourceLine?.Trim()}\0{finding.Message}";
        var occurrence = seen[what] = seen.GetValueOrDefault(what) + 1;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what}\0{occurrence}"))))[..32];
    }

    private static void WriteText(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
