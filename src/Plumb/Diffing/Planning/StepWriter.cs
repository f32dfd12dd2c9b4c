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
            var ddl = DdlOf(group, context);
            if (ddl.Setting is { } setting)
            {
                needed.Add(setting);
            }

            if (ddl.Statements.Count > 0)
            {
                Add(steps, new Draft(ddl, [.. group.Members.Select(static m => m.Planned)], ReasonOf(group.Head), context));
            }
        }

        settings = [.. needed];
        return [.. steps.Select(static s => s.Step)];
    }

    private static Ddl DdlOf(ChangeOrder.Group group, PlanContext context)
    {
        var head = group.Head;
        return head.Kind switch
        {
            ChangeKind.Create => head.Rule.Create(head.Fact, [.. group.Members.Where(m => !ReferenceEquals(m, head)).OrderBy(static m => m, ChangeRank.Comparer).Select(static m => m.Fact)], context),
            ChangeKind.Drop => head.Rule.Drop(head.Fact, context),
            _ => head.Alteration!,
        };
    }

    private static void Add(List<Draft> steps, Draft next)
    {
        if (steps.Count > 0 && steps[^1].TryJoin(next))
        {
            return;
        }

        steps.Add(next);
    }

    // What is replaced without being different steps aside for something that is.
    private static string? ReasonOf(Change head) =>
        head.Counterpart is { } other && head.Fact.Payload == other.Fact.Payload ? "it stands in the way of a change that it depends on" : null;

    /// <summary>A step that may still grow.</summary>
    private sealed class Draft
    {
        private readonly List<SqlStatement> statements;
        private readonly List<PlannedChange> changes;
        private readonly List<Hazard> hazards;
        private readonly bool outsideTransaction;
        private readonly string? reason;

        public Draft(Ddl ddl, List<PlannedChange> changes, string? reason, PlanContext context)
        {
            statements = [.. ddl.Statements];
            this.changes = changes;
            this.reason = reason;
            hazards = [.. ddl.Hazards.Where(h => context.Changes.Created(h.On) is null).Distinct()];
            outsideTransaction = ddl.OutsideTransaction;
        }

        public PlanStep Step => new([.. statements.Select(static s => s.Text)], changes, [.. hazards.OrderBy(static h => h.Kind).ThenByDescending(static h => h.Lock)])
        {
            OutsideTransaction = outsideTransaction,
            Reason = reason,
        };

        /// <summary>Takes in the next step when one statement can do both, with the hazards that either has.</summary>
        public bool TryJoin(Draft next)
        {
            if (statements.Count != 1 || next.statements.Count != 1 || outsideTransaction || next.outsideTransaction || reason != next.reason
                || !hazards.ToHashSet().SetEquals(next.hazards) || statements[0].Join(next.statements[0]) is not { } joined)
            {
                return false;
            }

            statements[0] = joined;
            changes.AddRange(next.changes);
            return true;
        }
    }
}
