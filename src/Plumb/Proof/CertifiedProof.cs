using System.Text.Json;
using Plumb.Migrations;

namespace Plumb.Proof;

/// <summary>One proof as a certificate keeps it.</summary>
/// <param name="Environment">The environment whose migrations were proven.</param>
/// <param name="Obligations">The obligations that were looked at.</param>
/// <param name="Results">What became of them, with their evidence.</param>
internal sealed record CertifiedProof(string Environment, IReadOnlyList<string> Obligations, IReadOnlyList<ObligationResult> Results)
{
    /// <summary>Reads one.</summary>
    public static CertifiedProof Of(JsonElement proof) => new(
        proof.GetProperty("environment").GetString() ?? "",
        [.. proof.GetProperty("obligations").EnumerateArray().Select(static o => o.GetString() ?? "")],
        [.. proof.GetProperty("results").EnumerateArray().Select(static r => new ObligationResult(
            r.GetProperty("obligation").GetString() ?? "",
            r.GetProperty("migration").GetString(),
            Enum.Parse<ProofOutcome>(r.GetProperty("outcome").GetString() ?? "", ignoreCase: true),
            r.GetProperty("evidence").GetString() ?? ""))]);

    /// <summary>Writes a proof that holds.</summary>
    public static void Write(Utf8JsonWriter json, ProofResult proof)
    {
        json.WriteStartObject();
        json.WriteString("environment", proof.Options.Environment);
        json.WriteString("fingerprint", proof.Fingerprint);
        json.WriteString("serverVersion", proof.ServerVersion);
        json.WriteString("role", proof.Role);
        json.WriteBoolean("superuser", proof.IsSuperuser);
        json.WriteNumber("durationMs", Math.Round(proof.Duration.TotalMilliseconds));
        WriteNames(json, "standIns", proof.StandIns);
        WriteNames(json, "obligations", proof.Obligations);
        json.WriteStartArray("results");
        foreach (var result in proof.Results)
        {
            json.WriteStartObject();
            json.WriteString("migration", result.Migration);
            json.WriteString("obligation", result.Obligation);
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

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Whether what was proven is what runs in that environment: for most chains every environment's, for one with <c>only</c> directives its own.</summary>
    public bool IsAboutWhatRunsIn(string environment, Chain chain) =>
        chain.Versioned.Concat(chain.Repeatable).All(m => m.Directives.RunsIn(environment) == m.Directives.RunsIn(Environment));

    /// <summary>What of the demands it does not show, one line each.</summary>
    public IReadOnlyList<string> LacksOf(ProofOptions demanded)
    {
        bool IsDemanded(string obligation) => demanded.DemandOn(obligation) is Demand.Default or Demand.Required;
        return
        [
            .. ChainProof.Obligations.Where(o => IsDemanded(o) && !Obligations.Contains(o, StringComparer.Ordinal)).Select(static o => $"{o} was not looked at"),
            .. Results.Where(r => r.Fails(demanded)).Select(static r => $"{r.Obligation} of {r.Migration ?? "the whole chain"}: {r.Evidence}"),
        ];
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IReadOnlyList<string> names)
    {
        json.WriteStartArray(property);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
