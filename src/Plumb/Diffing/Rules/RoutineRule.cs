using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Functions and procedures. One that keeps its arguments and result is replaced in place; what calls it notices nothing.</summary>
internal sealed class RoutineRule(string kind) : DdlRule(kind)
{
    // What stands in a text is resolved when it runs; it may be created later.
    private const string Unchecked = "SET check_function_bodies = off";

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => new(Definition(fact)) { Setting = Unchecked };

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP {Designation(fact.Id)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) =>
        before.Payload["returns"] == after.Payload["returns"] && IsWindow(before) == IsWindow(after)
            && RoutineArguments.MayReplace(before.Payload["all_arguments"]!.Value.Text!, after.Payload["all_arguments"]!.Value.Text!)
            ? new(Definition(after)) { Setting = Unchecked }
            : null;

    // A type and its functions need each other: the one that makes values of it comes first, and finds a shell.
    public override FactId? StandIn(Fact fact, FactId needed, PlanSide side)
    {
        if (!IsSupport(fact, needed, side))
        {
            return needed;
        }

        var input = side.Find(needed)!.Dependencies.Select(side.Find).FirstOrDefault(f => f?.Payload["returns"]?.Text == needed.SqlName);
        return input is null || ReferenceEquals(input, fact) ? null : input.Id;
    }

    public override IEnumerable<FactId> GoesWith(Fact fact, PlanSide side) => fact.Dependencies.Where(d => IsSupport(fact, d, side));

    public override IEnumerable<string> Names(Fact fact) => fact.Payload["signature"]?.Text is { } signature ? [$"routine {signature}"] : [];

    public override string Designation(FactId id) => $"{Kind.Word.ToUpperInvariant()} {id.SqlName}({id.Arguments})";

    // The server writes it as CREATE OR REPLACE.
    private static string Definition(Fact fact) => fact.Payload["definition"]!.Value.Text!.TrimEnd();

    private static bool IsSupport(Fact function, FactId type, PlanSide side) =>
        type.Kind.Word is "type" or "range" && (side.Find(type)?.Dependencies.Contains(function.Id) ?? false);

    private static bool IsWindow(Fact fact) => fact.Payload["definition"]!.Value.Text!.Contains("\n WINDOW", StringComparison.Ordinal);
}
