using System.Text.Json;
using Plumb.Environments;
using Plumb.Migrations;
using Plumb.Proof.Obligations;

namespace Plumb.Proof;

/// <summary>One proof as a certificate keeps it.</summary>
/// <param name="Environment">The environment whose migrations were proven.</param>
/// <param name="ServerVersion">The version of the server on which it ran.</param>
/// <param name="Conditions">What decided it beside the files and the demands.</param>
/// <param name="Obligations">The obligations that were looked at.</param>
/// <param name="Results">What became of them, with their evidence.</param>
internal sealed record CertifiedProof(
    string Environment, string ServerVersion, ProofConditions Conditions, IReadOnlyList<string> Obligations, IReadOnlyList<ObligationResult> Results)
{
    /// <summary>Reads one.</summary>
    public static CertifiedProof Of(JsonElement proof) => new(
        proof.GetProperty("environment").GetString() ?? "",
        proof.GetProperty("serverVersion").GetString() ?? "",
        ProofConditions.Of(proof.GetProperty("conditions")),
        [.. proof.GetProperty("obligations").EnumerateArray().Select(static o => o.GetString() ?? "")],
        [.. proof.GetProperty("results").EnumerateArray().Select(static r => new ObligationResult(
            r.GetProperty("obligation").GetString() ?? "",
            r.GetProperty("migration").GetString(),
            Enum.Parse<ProofOutcome>(r.GetProperty("outcome").GetString() ?? "", ignoreCase: true),
            r.GetProperty("evidence").GetString() ?? "")
        {
            OnlyIn = r.TryGetProperty("onlyIn", out var environment) ? environment.GetString() : null,
        })]);

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
        json.WritePropertyName("conditions");
        ProofConditions.Of(proof.Options).WriteTo(json);
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
            if (result.OnlyIn is { } environment)
            {
                json.WriteString("onlyIn", environment);
            }

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
        chain.Migrations.All(m => m.Directives.RunsIn(environment) == m.Directives.RunsIn(Environment));

    /// <summary>What of the demands it does not show, one line each.</summary>
    /// <param name="demanded">What is demanded now.</param>
    /// <param name="chain">The files.</param>
    /// <param name="environment">The environment for which it must be shown; null for that of the proof.</param>
    public IReadOnlyList<string> LacksOf(ProofOptions demanded, Chain chain, string? environment)
    {
        // The order of branches is a question of the moment, and not one of the chain.
        List<string> asked = [.. ChainProof.Obligations.Where(o => o != OrderIndependent.Obligation && demanded.DemandOn(o) is Demand.Default or Demand.Required)];
        var there = Results.Select(static r => (r.Obligation, r.Migration)).ToHashSet();
        List<string> looked = [.. asked.Intersect(Obligations, StringComparer.Ordinal)];
        return
        [
            .. asked.Except(looked, StringComparer.Ordinal).Select(static o => $"{o} was not looked at"),
            .. from migration in chain.Migrations
               where migration.Directives.RunsIn(Environment)
               from obligation in looked.Intersect(ObligationList.OfMigration, StringComparer.Ordinal)
               where !there.Contains((obligation, migration.Id))
               select $"{obligation} of {migration.Id} has no result",
            .. Results.Where(r => r.Fails(demanded)).Select(static r => $"{Named(r)}: {r.Evidence}"),
            .. Results.Where(r => environment is not null && r.OnlyIn is not null && r.OnlyIn != environment && asked.Contains(r.Obligation, StringComparer.Ordinal))
                .Select(r => $"{Named(r)}: {r.Evidence}, which says nothing of {environment}"),
        ];
    }

    /// <summary>What decided it and is otherwise now, one line each.</summary>
    /// <param name="demanded">What is demanded now.</param>
    /// <param name="environment">The environment; null for any.</param>
    /// <param name="serverVersion">The version of the server there; null to take it from the statistics of the environment, if there are any.</param>
    public IReadOnlyList<string> ChangesSince(ProofOptions demanded, string? environment, string? serverVersion) =>
    [
        .. Conditions.DifferencesFrom(ProofConditions.Of(demanded)),
        .. OtherMajor(demanded, environment, serverVersion) is null ? []
            : (string[])[$"the server: proven on PostgreSQL {ServerVersion}, and {environment ?? demanded.Statistics!.Environment} has {VersionThere(demanded, environment, serverVersion)}"],
    ];

    /// <summary>The major version of the environment's server, when the proof ran on another one; null when it ran on the same, or that is not known.</summary>
    /// <inheritdoc cref="ChangesSince"/>
    public int? OtherMajor(ProofOptions demanded, string? environment, string? serverVersion) =>
        VersionThere(demanded, environment, serverVersion) is { } there && ServerIdentity.MajorOf(there) is var major && major != ServerIdentity.MajorOf(ServerVersion) ? major : null;

    /// <summary>Which of the migrations it does not show to be taken back as they are, one line each.</summary>
    public IReadOnlyList<string> NotTakenBack(IReadOnlyCollection<string> taken)
    {
        var lacking = new List<string>();
        var group = new List<string>();
        foreach (var result in Results.Where(static r => r.Obligation == Reversible.Obligation && r.Migration is not null))
        {
            group.Add(result.Migration!);
            if (result.Evidence == Reversible.InGroup)
            {
                continue;
            }

            if (group.Exists(taken.Contains))
            {
                lacking.AddRange(result.Outcome != ProofOutcome.Shown ? [$"{Named(result)}: {result.Evidence}"]
                    : group.TrueForAll(taken.Contains) ? []
                    : (string[])[$"{string.Join(" and ", group)} were taken back as one, and not by themselves"]);
            }

            group.Clear();
        }

        var judged = Results.Where(static r => r.Obligation == Reversible.Obligation).Select(static r => r.Migration).ToHashSet(StringComparer.Ordinal);
        return [.. lacking, .. taken.Where(t => !judged.Contains(t)).Select(static t => $"{Reversible.Obligation} of {t} was not looked at")];
    }

    private static string? VersionThere(ProofOptions demanded, string? environment, string? serverVersion) =>
        serverVersion ?? (demanded.Statistics is { } known && (environment ?? known.Environment) == known.Environment ? known.ServerVersion : null);

    private static string Named(ObligationResult result) => $"{result.Obligation} of {result.Migration ?? "the whole chain"}";

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
