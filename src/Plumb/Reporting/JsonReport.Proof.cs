using System.Text.Json;
using Plumb.Proof;

namespace Plumb.Reporting;

public static partial class JsonReport
{
    private static void WriteProof(Utf8JsonWriter json, ProofResult proof)
    {
        json.WriteStartObject("proof");
        json.WriteString("serverVersion", proof.ServerVersion);
        json.WriteString("role", proof.Role);
        json.WriteBoolean("superuser", proof.IsSuperuser);
        json.WriteString("fingerprint", proof.Fingerprint);
        json.WriteNumber("durationMs", Milliseconds(proof.Duration));
        json.WriteBoolean("holds", proof.Holds);
        WriteArray(json, "obligations", proof.Obligations, (j, name) =>
        {
            j.WriteStartObject();
            j.WriteString("name", name);
            j.WriteString("demand", proof.Options.DemandOn(name).ToString().ToLowerInvariant());
            j.WriteEndObject();
        });
        WriteArray(json, "results", proof.Results, (j, result) => WriteObligation(j, proof, result));
        json.WriteEndObject();
    }

    private static void WriteObligation(Utf8JsonWriter json, ProofResult proof, ObligationResult result)
    {
        json.WriteStartObject();
        json.WriteString("obligation", result.Obligation);
        json.WriteString("migration", result.Migration);
        json.WriteString("outcome", ReportWords.Of(result.Outcome));
        json.WriteBoolean("fails", proof.Fails(result));
        json.WriteString("evidence", result.Evidence);
        if (result.OnlyIn is { } environment)
        {
            json.WriteString("onlyIn", environment);
        }

        if (result.Coverage is { } coverage)
        {
            json.WriteStartObject("coverage");
            json.WriteNumber("covered", coverage.Covered);
            json.WriteNumber("total", coverage.Total);
            json.WriteString("unit", coverage.Unit);
            json.WriteEndObject();
        }

        json.WriteNumber("durationMs", Milliseconds(result.Duration));
        WriteArray(json, "findings", result.Findings, WriteFinding);
        json.WriteEndObject();
    }
}
