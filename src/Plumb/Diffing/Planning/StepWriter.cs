using Plumb.Catalog;
using Plumb.Diffing.Rules;

namespace Plumb.Diffing.Planning;

/// <summary>Writes the steps: asks the rules for statements, joins what can be one.</summary>
internal static class StepWriter
{
    /// <summary>The steps for groups of changes in their order, and the settings that they need.</summary>
    public static IReadOnlyList<PlanStep> Write(IEnumerable<ChangeOrder.Group> groups, PlanContext context, out IReadOnlyList<string> settings)
    {
        var steps = new List<Draft>();
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            for (var ddl = DdlOf(group, context); ddl is not null; ddl = ddl.Then)
            {
                if (ddl.Setting is { } setting)
                {
                    needed.Add(setting);
                }

                if (ddl.Statements.Count > 0)
                {
                    Add(steps, new Draft(ddl with { Hazards = HazardsOf(ddl, group.Head, context) }, [.. group.Members.Select(static m => m.Planned)], ReasonOf(group.Head)));
                }
            }
        }

        settings = [.. needed];
        return [.. steps.Select(static s => s.Step)];
    }

    private static Ddl DdlOf(ChangeOrder.Group group, PlanContext context)
    {
        var head = group.Head;
        var movesAside = head.IsDisplaced && head.Rule.MovesAside(head.Fact);
        switch (head.Kind)
        {
            case ChangeKind.Create:
                var parts = group.Members.Where(m => !ReferenceEquals(m, head)).OrderBy(static m => m, ChangeRank.Comparer).Select(static m => m.Fact);
                var creation = head.Rule.Create(head.Fact, [.. parts], context);
                return creation with { Statements = [.. movesAside ? Displacement.Of(head) : [], .. creation.Statements, .. DefaultGrants.Undo(head.Fact, context)] };
            case ChangeKind.Drop:
                return head.Rule.Drop(movesAside ? Displacement.Moved(head.Fact) : head.Fact, context);
            default:
                return head.Alteration!;
        }
    }

    // Nobody uses yet what the plan creates; what it drops before, somebody may.
    private static List<Hazard> HazardsOf(Ddl ddl, Change head, PlanContext context) =>
        [.. Descent.Spread(ddl, context).Where(h => context.Changes.Created(h.On) is null || head.Kind == ChangeKind.Drop && context.Changes.Dropped(h.On) is not null).Distinct()];

    private static void Add(List<Draft> steps, Draft next)
    {
        if (steps.Count > 0 && steps[^1].TryJoin(next))
        {
            return;
        }

        steps.Add(next);
    }

    // What is replaced without being different steps aside for something that is. What has no name, or a grantee's, goes without saying.
    private static string? ReasonOf(Change head) =>
        head.Counterpart is not { } other || head.Fact.Payload != other.Fact.Payload || head.IsDisplaced || head.Id.Kind.Naming is FactNaming.OfParent or FactNaming.Privilege ? null
        : head.Kind == ChangeKind.Drop ? "it stands in the way of a change that it depends on, and comes again below"
        : "it comes again as it was";

    /// <summary>A step that may still grow.</summary>
    private sealed class Draft
    {
        private readonly List<SqlStatement> statements;
        private readonly List<PlannedChange> changes;
        private readonly List<Hazard> hazards;
        private readonly bool outsideTransaction;
        private readonly string? reason;

        public Draft(Ddl ddl, List<PlannedChange> changes, string? reason)
        {
            statements = Join(ddl.Statements);
            this.changes = changes;
            this.reason = reason;
            hazards = [.. ddl.Hazards];
            outsideTransaction = ddl.OutsideTransaction;
        }

        public PlanStep Step => new([.. statements.Select(static s => s.Text)], changes, [.. hazards.OrderBy(static h => h.Kind).ThenByDescending(static h => h.Lock)])
        {
            OutsideTransaction = outsideTransaction,
            Reason = reason,
        };

        /// <summary>Takes in the next step when one statement can do both, with the hazards of both.</summary>
        public bool TryJoin(Draft next)
        {
            if (statements.Count != 1 || next.statements.Count != 1 || outsideTransaction || next.outsideTransaction || reason != next.reason
                || !Weight(hazards).SetEquals(Weight(next.hazards)) || statements[0].Join(next.statements[0]) is not { } joined)
            {
                return false;
            }

            statements[0] = joined;
            changes.AddRange(next.changes);
            hazards.AddRange(next.hazards.Except(hazards).ToList());
            return true;
        }

        private static List<SqlStatement> Join(IReadOnlyList<SqlStatement> statements)
        {
            var joined = new List<SqlStatement>();
            foreach (var statement in statements)
            {
                if (joined.Count > 0 && joined[^1].Join(statement) is { } one)
                {
                    joined[^1] = one;
                }
                else
                {
                    joined.Add(statement);
                }
            }

            return joined;
        }

        // Two rewrites become one; nothing harmless comes under the lock of what takes long.
        private static HashSet<(HazardKind, LockMode?)> Weight(List<Hazard> hazards) => [.. hazards.Select(static h => (h.Kind, h.Lock))];
    }
}
