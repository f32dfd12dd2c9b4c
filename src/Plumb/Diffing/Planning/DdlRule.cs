using Plumb.Catalog;

namespace Plumb.Diffing.Planning;

/// <summary>How the facts of one kind are made, changed and removed: all that the planner knows of PostgreSQL. The rest is generic.</summary>
internal abstract class DdlRule(string kind)
{
    /// <summary>The kind.</summary>
    public FactKind Kind { get; } = FactKinds.Find(kind) ?? throw new ArgumentException($"There is no kind of fact called {kind}.", nameof(kind));

    /// <summary>Makes it. <paramref name="parts"/> are the facts below it that are to be written with it, see <see cref="IsWrittenWithParent"/>.</summary>
    public abstract Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context);

    /// <summary>Removes it; what depends on it is gone already.</summary>
    public abstract Ddl Drop(Fact fact, PlanContext context);

    /// <summary>Changes it in place; null when that cannot be: then it is replaced together with what depends on it.</summary>
    public virtual Ddl? Alter(Fact before, Fact after, PlanContext context) => null;

    /// <summary>Whether the statement that creates its parent can create it, too.</summary>
    public virtual bool IsWrittenWithParent(Fact fact, PlanContext context) => false;

    /// <summary>Whether it can be created only with its parent: otherwise the parent is replaced.</summary>
    public virtual bool IsInseparable(Fact fact, PlanContext context) => false;

    /// <summary>What takes it along when it is dropped.</summary>
    public virtual IEnumerable<FactId> GoesWith(Fact fact, PlanSide side) => Kind.IsObject || fact.Id.Parent is null ? [] : [fact.Id.Parent];

    /// <summary>What cannot stay when it is dropped, besides what depends on it.</summary>
    public virtual IEnumerable<FactId> TakesAlong(Fact fact, PlanContext context) => [];

    /// <summary>Whether it can be renamed while its successor takes its place, so that what <see cref="Outlives"/> it is converted.</summary>
    public virtual bool MovesAside(Fact fact) => false;

    /// <summary>What must be renamed with it, as it bears the same name.</summary>
    public virtual IEnumerable<SqlStatement> MovesAlong(Fact fact, string aside) => [];

    /// <summary>Whether it is to move aside whenever it can, so that there is always one of the two.</summary>
    public virtual bool IsNeverMissing(Fact fact, PlanContext context) => false;

    /// <summary>Whether it stays and is altered while what it depends on is replaced.</summary>
    public virtual bool Outlives(FactId replaced) => false;

    /// <summary>What must be there as long as it is, besides its parent and its dependencies.</summary>
    public virtual IEnumerable<FactId> Needs(Fact fact, PlanSide side) => [];

    /// <summary>What must be gone, if it goes at all, before it is created or altered.</summary>
    public virtual IEnumerable<FactId> Awaits(Fact fact, PlanSide before) => [];

    /// <summary>What changes something else along as long as this is there: where this goes, it goes before they change.</summary>
    public virtual IEnumerable<FactId> Spreads(Fact fact, PlanSide side) => [];

    /// <summary>What must be there in the place of something that it depends on; null when nothing must.</summary>
    public virtual FactId? StandIn(Fact fact, FactId needed, PlanSide side) => needed;

    /// <summary>The names that it takes up: whatever else has one must be dropped before.</summary>
    public virtual IEnumerable<string> Names(Fact fact) => [];

    /// <summary>What had better be gone before it is created, though it can be created beside it.</summary>
    public virtual IEnumerable<FactId> Avoids(Fact fact, PlanSide before) => [];

    /// <summary>What is lost when it is dropped, for people; null when creating it again brings everything back.</summary>
    public virtual string? Loss(Fact fact, PlanContext context) => null;

    /// <summary>How the object is named behind COMMENT ON or ALTER: <c>TABLE public.videos</c>.</summary>
    public virtual string Designation(FactId id) => $"{Kind.Word.ToUpperInvariant()} {id.SqlName}";

    /// <summary>Whether removing it for good takes the option to drop. The aspects of an object are rather changes of what stays.</summary>
    public virtual bool IsDropClass(Fact fact) => Kind.Naming != FactNaming.OfParent;

    /// <summary>Why a difference of it, or a part of one, stays once the plan has run, and what a person can do; null when none does.</summary>
    public virtual string? Unreachable(Fact? before, Fact? after, PlanContext context) => null;
}
