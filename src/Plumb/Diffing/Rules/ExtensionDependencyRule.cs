using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Objects that are to go with an extension.</summary>
internal sealed class ExtensionDependencyRule() : DdlRule("extension dependency")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Alter(fact, "DEPENDS ON EXTENSION");

    public override Ddl Drop(Fact fact, PlanContext context) => Alter(fact, "NO DEPENDS ON EXTENSION");

    private static Ddl Alter(Fact fact, string words) => new($"ALTER {DdlRules.Of(fact.Id.Parent!.Kind)!.Designation(fact.Id.Parent)} {words} {fact.Id.Name}");
}
