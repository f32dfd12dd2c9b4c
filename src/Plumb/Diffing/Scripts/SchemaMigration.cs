using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Scripts;

/// <summary>A difference as the files of a migration: what makes it, what takes it back, and what must hold after it.</summary>
/// <param name="Plan">What runs.</param>
/// <param name="Up">The migration.</param>
/// <param name="Revert">The plan the other way round, and checks that it is as it was.</param>
/// <param name="Verify">Checks that what was made is there; null when there is nothing that a check could look at.</param>
/// <param name="Losses">What taking it back loses; empty when nothing.</param>
public sealed record SchemaMigration(Plan Plan, string Up, string Revert, string? Verify, IReadOnlyList<string> Losses)
{
    /// <summary>Writes the difference as files.</summary>
    /// <param name="difference">From the schema that is there to the one that is wanted.</param>
    /// <param name="options">What the plan may do.</param>
    /// <param name="origin">Where it comes from, for the first line: <c>turns . into staging</c>.</param>
    public static SchemaMigration Of(SnapshotDifference difference, PlanOptions options, string origin)
    {
        var plan = Planner.Plan(difference, options);
        var whole = plan.Withheld.Count > 0 ? Planner.Plan(difference, options with { AllowDrop = true }) : null;
        var reached = ReachedSnapshot.Of(plan, difference);
        var wayBack = SnapshotDifference.Between(reached, difference.Before);
        var back = Planner.Plan(wayBack, options with { AllowDrop = true, Online = false });
        var (losses, verifyBack) = (LossesOf(back), VerifyScript.Of(SnapshotDifference.Between(reached, ReachedSnapshot.Of(back, wayBack))));
        return new SchemaMigration(
            plan,
            $"-- {Capitalized(origin)}; written by plumb diff.\n{Directives(plan)}\n{PlanScript.Of(plan, whole)}",
            $"-- The way back; the plan the other way round.\n{Directives(back)}{(losses.Count == 0 ? "" : $"-- It loses {string.Join("; ", losses)}.\n")}\n{PlanScript.Of(back)}{(verifyBack is null ? "" : $"\n{verifyBack}")}",
            VerifyScript.Of(SnapshotDifference.Between(difference.Before, reached)),
            losses);
    }

    private static string Directives(Plan plan)
    {
        var losses = LossesOf(plan);
        return (plan.IsTransactional ? "" : "-- plumb: no-transaction\n")
            + (losses.Count == 0 ? "" : $"-- plumb: allow data-loss \"{string.Join("; ", losses).Replace("\"", "'", StringComparison.Ordinal)}\"\n");
    }

    private static List<string> LossesOf(Plan plan) => [.. plan.Steps
        .SelectMany(static s => s.Hazards)
        .Where(static h => h.Kind is HazardKind.DataLoss)
        .Select(static h => h.On.ToString())
        .Distinct(StringComparer.Ordinal)
        .Select(static on => $"data of {on}")];

    private static string Capitalized(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
