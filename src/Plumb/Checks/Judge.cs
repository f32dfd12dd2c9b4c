namespace Plumb.Checks;

/// <summary>Compares what a statement did with what is expected of it.</summary>
internal static class Judge
{
    /// <summary>One verdict for each expectation of <paramref name="check"/>, in order.</summary>
    public static List<Verdict> Of(Check check, Observation observation)
    {
        var verdicts = new List<Verdict>();
        var condition = 0;
        foreach (var expectation in check.Expectations)
        {
            verdicts.Add(expectation.Kind == ExpectationKind.EveryRow
                ? OfEveryRow(observation, condition++)
                : Of(expectation, observation));
        }

        return verdicts;
    }

    /// <summary><paramref name="count"/> rows, in the singular where it is one.</summary>
    public static string RowsText(long count) => count == 1 ? "1 row" : $"{count} rows";

    private static Verdict Of(Expectation expectation, Observation observation) => expectation.Kind switch
    {
        ExpectationKind.NoRows => OfRows(observation, static rows => rows == 0),
        ExpectationKind.Rows => OfRows(observation, static rows => rows > 0),
        ExpectationKind.ExactRows => OfRows(observation, rows => rows == expectation.Count),
        ExpectationKind.AtLeastRows => OfRows(observation, rows => rows >= expectation.Count),
        ExpectationKind.AtMostRows => OfRows(observation, rows => rows <= expectation.Count),
        ExpectationKind.Value => OfValue(expectation.Argument, observation),
        ExpectationKind.True => OfTrue(observation),
        ExpectationKind.Affected => new(observation.Affected == expectation.Count, AffectedText(observation)),
        ExpectationKind.Error => OfError(expectation.Argument, observation),
        ExpectationKind.Succeeds => new(observation.SqlState is null, Did(observation)),
        _ => throw new ArgumentOutOfRangeException(nameof(expectation), expectation.Kind, "not judged here"),
    };

    private static Verdict OfRows(Observation observation, Func<long, bool> holds) =>
        observation.Rows is { } rows ? new(holds(rows), RowsText(rows)) : new(false, Did(observation));

    private static Verdict OfValue(string expected, Observation observation)
    {
        if (observation.Rows != 1 || observation.ColumnCount != 1)
        {
            return new(false, observation.Rows == 1 ? $"{observation.ColumnCount} columns" : Did(observation));
        }

        var isBoolean = observation.BooleanColumns == 1;
        var holds = string.Equals(observation.FirstValue, expected, StringComparison.Ordinal)
            || (isBoolean && (observation.FirstValue, expected) is ("t", "true") or ("f", "false"));
        return new(holds, observation.ShownValue is { } shown ? $"value {shown}" : "value NULL");
    }

    private static Verdict OfTrue(Observation observation) => observation switch
    {
        { Rows: null or 0 } => new(false, Did(observation)),
        { BooleanColumns: 0 } => new(false, "no boolean column"),
        { FirstUntrue: { } untrue } => new(false, untrue),
        _ => new(true, "true"),
    };

    private static Verdict OfEveryRow(Observation observation, int condition)
    {
        if (observation.Rows is not { } rows)
        {
            return new(false, Did(observation));
        }

        var breaking = observation.Breaking[condition];
        return breaking == 0 ? new(true, RowsText(rows), IsVacuous: rows == 0) : new(false, $"{breaking} of {RowsText(rows)} break it");
    }

    private static Verdict OfError(string expected, Observation observation) => observation.SqlState is { } found
        ? new(string.Equals(found, expected, StringComparison.Ordinal), $"error {found}")
        : new(false, $"no error, {Did(observation)}");

    private static string AffectedText(Observation observation) =>
        observation.Affected is { } affected ? $"affected {affected}" : Did(observation);

    private static string Did(Observation observation) => observation switch
    {
        { SqlState: { } code } => $"error {code}",
        { Affected: { } affected, Rows: null } => $"affected {affected}",
        { Rows: { } rows } => RowsText(rows),
        _ => "succeeded",
    };
}
