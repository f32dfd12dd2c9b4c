using System.Text.Encodings.Web;
using System.Text.Json;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof;

/// <summary>The file in which a proof that holds is kept beside the chain, <c>plumb.proof.json</c>.</summary>
public static class ProofCertificate
{
    /// <summary>Its name in the project's folder.</summary>
    public const string FileName = "plumb.proof.json";

    private const int Format = 1;

    /// <summary>Writes the certificate of a proof that holds.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(ProofResult proof, string projectRoot)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteTo(json, proof);
        }

        content.WriteByte((byte)'\n');
        try
        {
            File.WriteAllBytes(Path.Combine(projectRoot, FileName), content.ToArray());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(ProofFindings.CertificateUnwritable(error.Message));
        }
    }

    /// <summary>What keeps the certificate of a project from holding for its chain; null when it holds.</summary>
    public static Finding? Check(Chain chain, string projectRoot)
    {
        var path = Path.Combine(projectRoot, FileName);
        if (!File.Exists(path))
        {
            return ProofFindings.NoCertificate();
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            if (root.GetProperty("format").GetInt32() != Format)
            {
                return ProofFindings.CertificateUnreadable("it was written by another version of Plumb");
            }

            if (root.GetProperty("chain").GetString() == ChainDigest.Of(chain).Hex)
            {
                return null;
            }

            var proven = root.GetProperty("migrations").EnumerateArray()
                .ToDictionary(static m => m.GetProperty("id").GetString() ?? "", static m => m.GetProperty("digest").GetString(), StringComparer.Ordinal);
            return ProofFindings.CertificateStale(Differences(chain, proven));
        }
        catch (Exception damaged) when (damaged is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return ProofFindings.CertificateUnreadable(damaged.Message);
        }
    }

    private static IReadOnlyList<string> Differences(Chain chain, Dictionary<string, string?> proven)
    {
        List<Migration> now = [.. chain.Versioned, .. chain.Repeatable];
        List<string> lines =
        [
            .. now.Where(m => !proven.ContainsKey(m.Id)).Select(static m => $"new since: {m.Id}"),
            .. now.Where(m => proven.TryGetValue(m.Id, out var digest) && digest != ChainDigest.Of(m)).Select(static m => $"changed since: {m.Id}, or a companion of it"),
            .. proven.Keys.Except(now.Select(static m => m.Id), StringComparer.Ordinal).Select(static id => $"gone since: {id}"),
        ];
        return lines.Count == 0 ? ["the order of the migrations is another one"] : lines;
    }

    private static void WriteTo(Utf8JsonWriter json, ProofResult proof)
    {
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("chain", ChainDigest.Of(proof.Chain).Hex);
        json.WriteString("environment", proof.Options.Environment);
        json.WriteString("fingerprint", proof.Fingerprint);
        json.WriteString("serverVersion", proof.ServerVersion);
        json.WriteString("role", proof.Role);
        json.WriteBoolean("superuser", proof.IsSuperuser);
        json.WriteNumber("durationMs", Math.Round(proof.Duration.TotalMilliseconds));
        json.WriteStartArray("standIns");
        foreach (var name in proof.StandIns)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        var results = proof.Results.ToLookup(static r => r.Migration, StringComparer.Ordinal);
        json.WriteStartArray("migrations");
        foreach (var migration in proof.Chain.Versioned.Concat(proof.Chain.Repeatable))
        {
            json.WriteStartObject();
            json.WriteString("id", migration.Id);
            json.WriteString("digest", ChainDigest.Of(migration));
            WriteObligations(json, results[migration.Id]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteObligations(json, results[null]);
        json.WriteEndObject();
    }

    private static void WriteObligations(Utf8JsonWriter json, IEnumerable<ObligationResult> results)
    {
        json.WriteStartObject("obligations");
        foreach (var result in results)
        {
            json.WriteStartObject(result.Obligation);
            json.WriteString("outcome", result.Outcome.ToString().ToLowerInvariant());
            json.WriteString("evidence", result.Evidence);
            if (result.Coverage is { } coverage)
            {
                json.WriteNumber("covered", coverage.Covered);
                json.WriteNumber("total", coverage.Total);
                json.WriteString("unit", coverage.Unit);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
