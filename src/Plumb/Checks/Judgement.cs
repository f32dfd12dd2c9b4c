using Npgsql;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>Makes the result of a check from what happened.</summary>
internal static class Judgement
{
    /// <summary>The result of a check that was not run at all.</summary>
    public static CheckResult Skipped(Check check) => new(check, Outcome.Skipped, Expected(check), "not run", TimeSpan.Zero);

    /// <summary>The result of a check whose statements all ran.</summary>
    public static CheckResult OfObservation(Check check, Observation observation, TimeSpan duration)
    {
        var verdicts = Judge.Of(check, observation);
        var passed = verdicts.TrueForAll(static v => v.Holds);
        var found = verdicts.Where(v => passed || !v.Holds).Select(static v => v.Found).Distinct(StringComparer.Ordinal);
        return new CheckResult(check, passed ? Outcome.Pass : Outcome.Fail, Expected(check), string.Join(", ", found), duration)
        {
            RowCount = observation.Rows ?? observation.Affected,
            Evidence = BreaksByRow(check, verdicts) ? observation.Broken : observation.First,
            IsVacuous = passed && IsVacuous(check, verdicts),
        };
    }

    /// <summary>The result of a check in which a statement failed with <paramref name="error"/>.</summary>
    public static CheckResult OfError(Check check, Finding error, bool isJudged, TimeSpan duration)
    {
        var code = error.SqlState!;
        var expected = isJudged ? check.Expectations.FirstOrDefault(static e => e.Kind == ExpectationKind.Error) : null;
        if (string.Equals(expected?.Argument, code, StringComparison.Ordinal))
        {
            return new CheckResult(check, Outcome.Pass, Expected(check), $"error {code}", duration);
        }

        var speaksOfErrors = expected is not null || check.Expectations.Any(static e => e.Kind == ExpectationKind.Succeeds);
        var isVerdict = speaksOfErrors && !KeepsFromJudging(check, code);
        return OfNotRun(check, code, error, duration) with { Outcome = isVerdict ? Outcome.Fail : Outcome.Error };
    }

    /// <summary>The result of a check that could not be run.</summary>
    public static CheckResult OfNotRun(Check check, string sqlState, Finding error, TimeSpan duration) =>
        new(check, Outcome.Error, Expected(check), $"error {sqlState}", duration) { Finding = error };

    private static string Expected(Check check) => string.Join(", ", check.Expectations.Select(static e => e.Text));

    private static bool BreaksByRow(Check check, List<Verdict> verdicts)
    {
        var breaks = false;
        for (var at = 0; at < verdicts.Count; at++)
        {
            breaks |= !verdicts[at].Holds && check.Expectations[at].Kind is ExpectationKind.EveryRow or ExpectationKind.True;
        }

        return breaks;
    }

    private static bool IsVacuous(Check check, List<Verdict> verdicts)
    {
        var others = 0;
        for (var at = 0; at < verdicts.Count; at++)
        {
            others += verdicts[at].IsVacuous || check.Expectations[at].Kind == ExpectationKind.Succeeds ? 0 : 1;
        }

        return others == 0 && verdicts.Exists(static v => v.IsVacuous);
    }

    /// <summary>
    /// True for what says nothing about the schema: a check that tries to write, cancellation, locks, deadlocks, and a server
    /// that lacks resources or fails.
    /// </summary>
    private static bool KeepsFromJudging(Check check, string code) =>
        (check.Kind == CheckKind.Check && code is PostgresErrorCodes.ReadOnlySqlTransaction)
        || code is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
        || code[..2] is "53" or "57" or "58" or "XX";
}
