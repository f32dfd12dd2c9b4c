using System.Globalization;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Proof.Sizes;

/// <summary>The texts about statistics and budgets.</summary>
internal static class SizeFindings
{
    private const string TakeAgain = "plumb stats --env production";

    public static Finding Unreadable(string why) => new(FindingCodes.UnreadableStatistics, Severity.Error, $"{StatisticsFile.FileName} cannot be read")
    {
        Details = [why],
        Meaning = "how large the tables are is not known",
        Help = TakeAgain,
    };

    public static Finding Unwritable(string why) => new(FindingCodes.UnreadableStatistics, Severity.Error, $"{StatisticsFile.FileName} cannot be written")
    {
        Details = [why],
        Meaning = "what the database said of its sizes is kept nowhere",
        Help = "check the permissions of the project's folder: ls -ld .",
    };

    public static Finding NeverAnalyzed(IReadOnlyList<string> tables) => new(
        FindingCodes.NeverAnalyzed, Severity.Warning, $"{Named(tables)} {(tables.Count == 1 ? "was" : "were")} never analyzed, so that {(tables.Count == 1 ? "its rows are" : "their rows are")} the server's guess")
    {
        Details = tables.Count <= 3 ? [] : [.. tables.Take(9), .. tables.Count > 9 ? (string[])[string.Create(CultureInfo.InvariantCulture, $"… {tables.Count - 9} more")] : []],
        Meaning = "or it was when it was empty: the number counts the writes since the server's counters were last reset, or is guessed from the size; widths are not known",
        Help = "run ANALYZE there, then: plumb stats",
    };

    public static Finding UnknownTable(TableBudget budget, IEnumerable<string> known) => new(
        FindingCodes.BudgetOfNoTable, Severity.Error, $"there is a budget for {budget.Table}, and no migration leaves such a table")
    {
        Place = budget.Place,
        Meaning = "the budget gates nothing",
        Help = NearestName.Of(budget.Table, known) is { } nearest ? $"write {nearest}" : "write the table with its schema, such as public.events, or take the line out",
    };

    public static Finding NothingMeasured(TableBudget budget) => new(
        FindingCodes.BudgetOfNoTable, Severity.Warning, $"budgets gate nothing as long as there is no {StatisticsFile.FileName}")
    {
        Place = budget.Place,
        Meaning = "without sizes it is not known how long a table would be blocked, and nothing is measured",
        Help = TakeAgain,
    };

    private static string Named(IReadOnlyList<string> tables) => tables.Count <= 3
        ? string.Join(" and ", tables)
        : string.Create(CultureInfo.InvariantCulture, $"{tables.Count} tables");
}
