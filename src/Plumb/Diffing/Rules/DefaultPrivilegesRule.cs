using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Default privileges: they are there as long as they give or take something, which are facts of their own.</summary>
internal sealed class DefaultPrivilegesRule() : DdlRule("default privileges")
{
    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Ddl.None;

    public override Ddl Drop(Fact fact, PlanContext context) => Ddl.None;
}
