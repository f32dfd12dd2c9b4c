using System.Text.Json;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof;

/// <summary>The file in which proofs that hold are kept beside the chain, <c>plumb.proof.json</c>: the last one of each environment.</summary>
public static class ProofCertificate
{
    /// <summary>Its name in the project's folder.</summary>
    public const string FileName = "plumb.proof.json";

    private const int Format = 3;

    /// <summary>Writes a proof that holds into the certificate. Those of other environments stay, as long as they are about the same chain.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(ProofResult proof, string projectRoot)
    {
        var path = Path.Combine(projectRoot, FileName);
        using var others = ReadKept(path, ChainDigest.Of(proof.Chain));
        KeptFile.Write(path, json => WriteTo(json, proof, others), ProofFindings.CertificateUnwritable);
    }

    /// <summary>Removes the certificate when it says of the same files and environment that they hold, which a later proof has refuted.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="UsageException">The file cannot be removed.</exception>
    public static bool Withdraw(ProofResult refuted, string projectRoot)
    {
        var path = Path.Combine(projectRoot, FileName);
        using var kept = ReadKept(path, ChainDigest.Of(refuted.Chain));
        if (kept?.RootElement.GetProperty("proofs").EnumerateArray().Any(p => p.GetProperty("environment").GetString() == refuted.Options.Environment) != true)
        {
            return false;
        }

        KeptFile.Delete(path, ProofFindings.CertificateUnwritable);
        return true;
    }

    /// <summary>What keeps the certificate of a project from holding for its chain; null when it holds.</summary>
    /// <param name="chain">The files as they are.</param>
    /// <param name="projectRoot">The project's folder.</param>
    /// <param name="demanded">What is demanded now.</param>
    /// <param name="environment">The environment whose migrations must be the ones that were proven; null for any.</param>
    /// <param name="serverVersion">The version of the server there; null when it is not known, to take it from the statistics.</param>
    public static Finding? Check(Chain chain, string projectRoot, ProofOptions demanded, string? environment, string? serverVersion = null) =>
        Read(projectRoot, environment, root => Check(root, chain, demanded, environment, serverVersion, static _ => null));

    /// <summary>Why a protected environment refuses what is pending; null when the certificate holds for it.</summary>
    /// <inheritdoc cref="Check(Chain, string, ProofOptions, string?, string?)"/>
    public static Finding? Refusal(Chain chain, string projectRoot, ProofOptions demanded, string environment, string serverVersion) =>
        Check(chain, projectRoot, demanded, environment, serverVersion) is { } fault ? ProofFindings.NotProven(fault, environment, "up") : null;

    /// <summary>Why a protected environment refuses to take migrations back; null when the certificate holds for it and shows that each of them is reversible.</summary>
    /// <param name="chain">The files as they are.</param>
    /// <param name="projectRoot">The project's folder.</param>
    /// <param name="demanded">What is demanded now.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="serverVersion">The version of the server there.</param>
    /// <param name="taken">The migrations that are taken back, by their file stems.</param>
    public static Finding? RevertRefusal(Chain chain, string projectRoot, ProofOptions demanded, string environment, string serverVersion, IReadOnlyCollection<string> taken) =>
        Read(
            projectRoot,
            environment,
            root => Check(root, chain, demanded, environment, serverVersion, p => p.NotTakenBack(taken) is { Count: > 0 } lacking ? ProofFindings.RevertNotShown(lacking, environment) : null)) is { } fault
            ? ProofFindings.NotProven(fault, environment, "down")
            : null;

    private static Finding? Read(string projectRoot, string? environment, Func<JsonElement, Finding?> check)
    {
        var path = Path.Combine(projectRoot, FileName);
        if (!File.Exists(path))
        {
            return ProofFindings.NoCertificate(environment);
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return check(json.RootElement);
        }
        catch (Exception damaged) when (damaged is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return ProofFindings.CertificateUnreadable(damaged.Message, environment);
        }
    }

    private static Finding? Check(
        JsonElement root, Chain chain, ProofOptions demanded, string? environment, string? serverVersion, Func<CertifiedProof, Finding?> ask)
    {
        if (root.GetProperty("format").GetInt32() != Format)
        {
            return ProofFindings.CertificateUnreadable("it was written by another version of Plumb", environment);
        }

        if (root.GetProperty("chain").GetString() != ChainDigest.Of(chain).Hex)
        {
            return ProofFindings.CertificateStale(Differences(chain, root), environment);
        }

        List<CertifiedProof> proofs = [.. root.GetProperty("proofs").EnumerateArray().Select(static p => CertifiedProof.Of(p))];
        List<CertifiedProof> fitting = [.. proofs.Where(p => environment is null || p.IsAboutWhatRunsIn(environment, chain))];
        if (fitting.Count == 0)
        {
            return ProofFindings.OtherEnvironment(environment!, chain, [.. proofs.Select(static p => p.Environment)]);
        }

        Finding? fault = null;
        foreach (var proof in fitting)
        {
            fault = proof.ChangesSince(demanded, environment, serverVersion) is { Count: > 0 } changes ? ProofFindings.OtherConditions(changes, environment, proof.OtherMajor(demanded, environment, serverVersion))
                : proof.LacksOf(demanded, chain, environment) is { Count: > 0 } lacking ? ProofFindings.DemandNotShown(lacking, environment)
                : ask(proof);
            if (fault is null)
            {
                break;
            }
        }

        return fault;
    }

    private static List<string> Differences(Chain chain, JsonElement root)
    {
        var proven = root.GetProperty("migrations").EnumerateArray()
            .ToDictionary(static m => m.GetProperty("id").GetString() ?? "", static m => m.GetProperty("digest").GetString(), StringComparer.Ordinal);
        List<Migration> now = [.. chain.Migrations];
        List<string> lines =
        [
            .. now.Where(m => !proven.ContainsKey(m.Id)).Select(static m => $"new since: {m.Id}"),
            .. now.Where(m => proven.TryGetValue(m.Id, out var digest) && digest != ChainDigest.Of(m)).Select(static m => $"changed since: {m.Id}, or a companion of it"),
            .. proven.Keys.Except(now.Select(static m => m.Id), StringComparer.Ordinal).Select(static id => $"gone since: {id}"),
            .. root.GetProperty("always").GetString() != ChainDigest.OfAlways(chain) ? (string[])["changed since: the health checks, verify/_always.sql"] : [],
        ];
        return lines.Count == 0 ? ["the order of the migrations is another one"] : lines;
    }

    /// <summary>The certificate as it is, when it is about the same chain; null otherwise.</summary>
    private static JsonDocument? ReadKept(string path, ChainDigest chain)
    {
        try
        {
            var json = File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path)) : null;
            if (json is not null && json.RootElement.GetProperty("format").GetInt32() == Format && json.RootElement.GetProperty("chain").GetString() == chain.Hex)
            {
                return json;
            }

            json?.Dispose();
        }
        catch (Exception damaged) when (damaged is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            // It is written anew.
        }

        return null;
    }

    private static void WriteTo(Utf8JsonWriter json, ProofResult proof, JsonDocument? others)
    {
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("chain", ChainDigest.Of(proof.Chain).Hex);
        json.WriteString("always", ChainDigest.OfAlways(proof.Chain));
        json.WriteStartArray("migrations");
        foreach (var migration in proof.Chain.Migrations)
        {
            json.WriteStartObject();
            json.WriteString("id", migration.Id);
            json.WriteString("digest", ChainDigest.Of(migration));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("proofs");
        foreach (var other in others?.RootElement.GetProperty("proofs").EnumerateArray().Where(p => p.GetProperty("environment").GetString() != proof.Options.Environment) ?? [])
        {
            other.WriteTo(json);
        }

        CertifiedProof.Write(json, proof);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
