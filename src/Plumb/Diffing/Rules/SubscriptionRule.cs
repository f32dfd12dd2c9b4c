using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Subscriptions. The plan connects to no publisher: slots there are left as they are.</summary>
internal sealed class SubscriptionRule() : DdlRule("subscription")
{
    private static readonly string[] Known = ["synchronous_commit", "binary", "streaming", "two_phase", "disable_on_error", "origin", "no_password_required", "run_as_owner", "failover"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context)
    {
        string[] options = ["connect = false", Slot(fact.Payload), .. Options(default, fact.Payload)];
        SqlStatement create = $"CREATE SUBSCRIPTION {fact.Id.SqlName} CONNECTION {SqlLiteral.Of(Connection(fact))} PUBLICATION {Publications(fact)} WITH ({string.Join(", ", options)})";
        return fact.Payload["enabled"] is null ? new(create) : new(create, Enable(fact));
    }

    public override Ddl Drop(Fact fact, PlanContext context)
    {
        SqlStatement drop = $"DROP SUBSCRIPTION {fact.Id.SqlName}";
        return fact.Payload["slot"] is null ? new(drop) : new($"ALTER SUBSCRIPTION {fact.Id.SqlName} DISABLE", $"ALTER SUBSCRIPTION {fact.Id.SqlName} SET (slot_name = NONE)", drop);
    }

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (before.Payload, after.Payload);
        if (old["two_phase"] != now["two_phase"])
        {
            return null;
        }

        var statements = new List<SqlStatement>();
        if (old["connection"] != now["connection"])
        {
            statements.Add($"ALTER SUBSCRIPTION {after.Id.SqlName} CONNECTION {SqlLiteral.Of(Connection(after))}");
        }

        if (old["publications"] != now["publications"])
        {
            statements.Add($"ALTER SUBSCRIPTION {after.Id.SqlName} SET PUBLICATION {Publications(after)} WITH (refresh = false)");
        }

        string[] options = [.. old["slot"] == now["slot"] ? [] : new[] { Slot(now) }, .. Options(old, now)];
        if (options.Length > 0)
        {
            statements.Add($"ALTER SUBSCRIPTION {after.Id.SqlName} SET ({string.Join(", ", options)})");
        }

        if (old["enabled"] != now["enabled"])
        {
            statements.Add(Enable(after));
        }

        return new(statements);
    }

    public override string? Unreachable(Fact? before, Fact? after, PlanContext context) =>
        after is not null && before?.Payload["connection"] != after.Payload["connection"] && (after.Payload["connection"]?.Text ?? "***").Contains("***", StringComparison.Ordinal)
            ? "the snapshot does not hold the password of its connection; set it with ALTER SUBSCRIPTION … CONNECTION"
            : null;

    private static SqlStatement Enable(Fact fact) => $"ALTER SUBSCRIPTION {fact.Id.SqlName} {(fact.Payload["enabled"] is null ? "DISABLE" : "ENABLE")}";

    private static string Connection(Fact fact) => fact.Payload["connection"]?.Text ?? "";

    private static string Publications(Fact fact) => string.Join(", ", fact.Payload["publications"]!.Value.List.Select(Findings.SqlName.Quoted));

    private static string Slot(Payload payload) => $"slot_name = {(payload["slot"]?.Text is { } slot ? SqlLiteral.Of(slot) : "NONE")}";

    private static IEnumerable<string> Options(Payload before, Payload after) =>
        from property in Known
        where before[property] != after[property] && !(before.Count == 0 && property == "synchronous_commit" && after[property]?.Text == "off")
        select property switch
        {
            "no_password_required" => $"password_required = {(after[property] is null ? "true" : "false")}",
            "synchronous_commit" or "origin" => $"{property} = {SqlLiteral.Of(after[property]!.Value.Text!)}",
            _ => $"{property} = {after[property]?.ToString() ?? "false"}",
        };
}
