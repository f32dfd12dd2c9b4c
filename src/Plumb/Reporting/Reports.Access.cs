using System.Globalization;
using Plumb.Diagnosis;
using Plumb.Findings;

namespace Plumb.Reporting;

public static partial class Reports
{
    /// <summary>The report of <c>explain-access</c>.</summary>
    public static Report OfAccess(AccessAnswer answer) => new("explain-access", AccessVerdict(answer), ExitCode.Success)
    {
        Databases = [new ReportedDatabase(answer.Target.Environment, answer.Target.ToString(), answer.Identity)],
        Access = answer,
    };

    private static Verdict AccessVerdict(AccessAnswer answer)
    {
        var (role, command) = (answer.Question.Role, answer.Question.Command.ToString().ToUpperInvariant());
        if (answer.Steps.FirstOrDefault(static s => !s.Holds) is { } missing)
        {
            return new Verdict("denied", $"{role} may not {command} on {answer.Table}: {missing.Name}");
        }

        if (answer is { IsRowAllowed: { } isAllowed, Question.Command: AccessCommand.Insert })
        {
            return isAllowed
                ? new Verdict("allowed", $"{role} may insert this row into {answer.Table}, as far as privileges and policies say")
                : new Verdict("denied", $"{role} may not insert this row into {answer.Table}: the policies refuse it");
        }

        var checking = answer.Policies.Where(static p => p is { Applies: true, Check: not null }).ToList();
        if (answer.Question.Command == AccessCommand.Insert)
        {
            return !answer.PoliciesApply ? new Verdict("allowed", $"{role} may insert any row into {answer.Table}")
                : checking.Exists(static p => p.IsPermissive) ? new Verdict("allowed", $"{role} may insert rows into {answer.Table} for which a policy's WITH CHECK is true")
                : new Verdict("denied", $"{role} may insert no row into {answer.Table}: no policy allows it");
        }

        if (answer.Reached is not { } reached)
        {
            return new Verdict("not known", $"how many rows of {answer.Table} {role} reaches was not found out");
        }

        var total = answer.Total is { } all ? $" of {all.ToString(CultureInfo.InvariantCulture)}" : "";
        var word = answer.Question.Command == AccessCommand.Select ? "sees" : "reaches";
        var why = reached > 0 || answer.Total == 0 || !answer.PoliciesApply ? ""
            : answer.Policies.Any(static p => p is { Applies: true, IsPermissive: true }) ? ": no row passes the policies"
            : $": no policy is for {role} and {command}";
        return new Verdict(reached == 0 ? $"{word} nothing" : word, $"{reached.ToString(CultureInfo.InvariantCulture)}{total} rows of {answer.Table}{why}{(answer.IsRowAllowed is { } isWritable ? $"; the new row is {(isWritable ? "allowed" : "refused by the policies")}" : "")}");
    }
}
