using System.Globalization;
using System.Text.Json;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Proof.Sizes;

namespace Plumb.Proof;

/// <summary>What decides a proof beside the files of the chain and the demands: a certificate holds only where they are the same.</summary>
/// <param name="Profile">The platform that the shadow offered, such as <c>supabase</c>; empty for a bare server.</param>
/// <param name="GroupPrefix">How many leading characters of their names migrations share that were taken back as one; null when each was judged by itself.</param>
/// <param name="Statistics">The digest of the sizes, as <see cref="TableStatistics.Digest"/> gives it; empty when there were none.</param>
/// <param name="Budgets">How long tables may be blocked, by table.</param>
internal sealed record ProofConditions(string Profile, int? GroupPrefix, string Statistics, IReadOnlyDictionary<string, TimeSpan> Budgets)
{
    /// <summary>Those of a proof.</summary>
    public static ProofConditions Of(ProofOptions options) => new(
        options.Profile ?? "",
        options.GroupPrefix,
        options.Statistics?.Digest ?? "",
        options.Budgets.All.GroupBy(static b => b.Table, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First().Limit, StringComparer.Ordinal));

    /// <summary>Reads those that a certificate keeps.</summary>
    public static ProofConditions Of(JsonElement kept) => new(
        kept.GetProperty("profile").GetString() ?? "",
        kept.GetProperty("groupPrefix") is { ValueKind: JsonValueKind.Number } length ? length.GetInt32() : null,
        kept.GetProperty("statistics").GetString() ?? "",
        kept.GetProperty("budgetsMs").EnumerateObject().ToDictionary(static b => b.Name, static b => TimeSpan.FromMilliseconds(b.Value.GetDouble()), StringComparer.Ordinal));

    /// <summary>Writes them as one object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("profile", Profile);
        if (GroupPrefix is { } length)
        {
            json.WriteNumber("groupPrefix", length);
        }
        else
        {
            json.WriteNull("groupPrefix");
        }

        json.WriteString("statistics", Statistics);
        json.WriteStartObject("budgetsMs");
        foreach (var (table, limit) in Budgets.OrderBy(static b => b.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(table, limit.TotalMilliseconds);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What is otherwise now, one line each.</summary>
    public IReadOnlyList<string> DifferencesFrom(ProofConditions now) =>
    [
        .. Profile == now.Profile ? [] : (string[])[$"the profile: {Named(Profile)} then, {Named(now.Profile)} now"],
        .. GroupPrefix == now.GroupPrefix ? [] : (string[])[$"what is taken back as one (group-by): {Worded(GroupPrefix)} then, {Worded(now.GroupPrefix)} now"],
        .. Statistics == now.Statistics ? [] : (string[])[Statistics.Length == 0 ? $"{StatisticsFile.FileName} is new since" : now.Statistics.Length == 0 ? $"{StatisticsFile.FileName} is gone since" : $"{StatisticsFile.FileName} was changed since"],
        .. Budgets.Keys.Union(now.Budgets.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(t => (Table: t, Then: LimitIn(Budgets, t), Now: LimitIn(now.Budgets, t)))
            .Where(static b => b.Then != b.Now)
            .Select(static b => $"the budget of {b.Table}: {Worded(b.Then)} then, {Worded(b.Now)} now"),
    ];

    private static TimeSpan? LimitIn(IReadOnlyDictionary<string, TimeSpan> budgets, string table) => budgets.TryGetValue(table, out var limit) ? limit : null;

    private static string Named(string profile) => profile.Length == 0 ? "none" : profile;

    private static string Worded(int? prefix) => prefix is { } length ? string.Create(CultureInfo.InvariantCulture, $"{NamePrefix.Word}:{length}") : "nothing";

    private static string Worded(TimeSpan? limit) => limit is { } known ? Durations.Rough(known) : "the usual one";
}
