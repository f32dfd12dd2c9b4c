using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Foreign servers.</summary>
internal sealed class ServerRule() : DdlRule("server")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new(string.Concat(
        $"CREATE {Designation(fact.Id)}",
        fact.Payload["type"]?.Text is { } type ? $" TYPE {SqlLiteral.Of(type)}" : "",
        fact.Payload["version"]?.Text is { } version ? $" VERSION {SqlLiteral.Of(version)}" : "",
        $" FOREIGN DATA WRAPPER {Findings.SqlName.Quoted(fact.Payload["wrapper"]!.Value.Text!)}",
        ForeignOptions.Clause(fact.Payload["options"])));

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var (old, now) = (before.Payload, after.Payload);
        if (old["wrapper"] != now["wrapper"] || old["type"] != now["type"])
        {
            return null;
        }

        var version = old["version"] == now["version"] ? "" : $" VERSION {(now["version"]?.Text is { } text ? SqlLiteral.Of(text) : "NULL")}";
        var options = ForeignOptions.Change(old["options"], now["options"]) is { } change ? $" {change}" : "";
        return new($"ALTER {Designation(after.Id)}{version}{options}");
    }

    public override string? Unreachable(Fact? before, Fact? after, PlanContext context) => ForeignSecret.Reason(before, after);
}
