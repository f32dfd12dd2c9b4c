using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Drift;

/// <summary>Tells which steps of a plan mend which object.</summary>
internal static class StepsByObject
{
    /// <summary>The steps by object, in their order. A step that only clears the way, such as dropping a view that depends on a column, goes with the next.</summary>
    public static ILookup<FactId, PlanStep> Of(Plan plan, IReadOnlySet<FactId> objects)
    {
        var placed = new List<(FactId Object, PlanStep Step)>();
        var waiting = new List<PlanStep>();
        foreach (var step in plan.Steps)
        {
            waiting.Add(step);
            if (step.Changes.Select(static c => c.Id.Whole).FirstOrDefault(objects.Contains) is { } found)
            {
                placed.AddRange(waiting.Select(s => (found, s)));
                waiting.Clear();
            }
        }

        if (placed.Count > 0)
        {
            var last = placed[^1].Object;
            placed.AddRange(waiting.Select(s => (last, s)));
        }

        return placed.ToLookup(static p => p.Object, static p => p.Step);
    }
}
