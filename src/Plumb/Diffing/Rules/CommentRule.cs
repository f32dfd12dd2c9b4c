using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Comments.</summary>
internal sealed class CommentRule() : DdlRule("comment")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Comment(fact, SqlLiteral.Of(fact.Payload["text"]!.Value.Text!));

    public override Ddl Drop(Fact fact, PlanContext context) => Comment(fact, "NULL");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => Create(after, [], context);

    private static Ddl Comment(Fact fact, string text) => new($"COMMENT ON {DdlRules.Designation(fact.Id.Parent!)} IS {text}");
}
