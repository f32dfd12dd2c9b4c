namespace Plumb.Checks;

/// <summary>One form of an expectation, word by word.</summary>
/// <param name="Kind">The form.</param>
/// <param name="Words">Its words: <c>N</c> is a number, <c>rows</c> stands for <c>row</c> too, and a last word <c>…</c> for the rest of the line.</param>
/// <param name="Shown">As the list of forms shows it.</param>
internal sealed record ExpectationForm(ExpectationKind Kind, string[] Words, string Shown)
{
    /// <summary>Every form.</summary>
    public static IReadOnlyList<ExpectationForm> All { get; } =
    [
        new(ExpectationKind.NoRows, ["no", "rows"], "no rows"),
        new(ExpectationKind.Rows, ["rows"], "rows"),
        new(ExpectationKind.ExactRows, ["N", "rows"], "N rows"),
        new(ExpectationKind.AtLeastRows, ["at", "least", "N", "rows"], "at least N rows"),
        new(ExpectationKind.AtMostRows, ["at", "most", "N", "rows"], "at most N rows"),
        new(ExpectationKind.Value, ["value", "…"], "value X"),
        new(ExpectationKind.True, ["true"], "true"),
        new(ExpectationKind.EveryRow, ["every", "row", "…"], "every row SQL"),
        new(ExpectationKind.Affected, ["affected", "N"], "affected N"),
        new(ExpectationKind.Affected, ["affected", "N", "rows"], "affected N"),
        new(ExpectationKind.Error, ["error", "…"], "error SQLSTATE"),
        new(ExpectationKind.Succeeds, ["succeeds"], "succeeds"),
    ];

    /// <summary>One that can be pasted.</summary>
    public string Example => Kind switch
    {
        ExpectationKind.Value => "value 5",
        ExpectationKind.EveryRow => "every row amount > 0",
        ExpectationKind.Error => "error 42501",
        _ => Shown.Replace("N", "2", StringComparison.Ordinal),
    };

    /// <summary>True when the rest of the line belongs to it.</summary>
    public bool IsOpen => Words[^1] is "…";

    /// <summary>The words before the rest of the line.</summary>
    public ReadOnlySpan<string> Heading => IsOpen ? Words.AsSpan(0, Words.Length - 1) : Words;
}
