using System.Globalization;
using Plumb.Diagnosis;

namespace Plumb.Reporting;

/// <summary>What a policy does, in a few words.</summary>
internal static class AccessWords
{
    /// <summary>Such as <c>3 of 12 rows</c>; why it does not count; or that only new rows concern it.</summary>
    public static string Of(PolicyEffect policy, AccessAnswer answer) => policy switch
    {
        { Applies: false } => $"not for {answer.Question.Role} and {answer.Question.Command.ToString().ToUpperInvariant()}: for {policy.Command} to {string.Join(", ", policy.Roles)}",
        { Error: { } error } => $"cannot be evaluated: {error}",
        { IsRowAccepted: { } isAccepted, Passing: null } => isAccepted ? "accepts the row" : "refuses the row",
        { Passing: { } rows } => $"{rows.ToString(CultureInfo.InvariantCulture)}{(answer.Total is { } total ? $" of {total.ToString(CultureInfo.InvariantCulture)}" : "")} rows{(policy.IsRowAccepted is { } isAccepted ? isAccepted ? "; accepts the new row" : "; refuses the new row" : "")}",
        { Using: null } => "looks at new rows only",
        _ when !answer.PoliciesApply => "is passed by",
        _ => "not tried",
    };

    /// <summary>The conditions that matter for the command, one line each.</summary>
    public static IEnumerable<string> Conditions(PolicyEffect policy, AccessCommand command)
    {
        if (policy.Using is { } condition && command != AccessCommand.Insert)
        {
            yield return $"USING {OneLine(condition)}";
        }

        if (policy.Check is { } check && command is AccessCommand.Insert or AccessCommand.Update)
        {
            yield return $"WITH CHECK {OneLine(check)}";
        }
    }

    private static string OneLine(string sql) => string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
