using System.Globalization;
using Npgsql;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>The texts about what keeps a check from being judged.</summary>
internal static partial class CheckFindings
{
    public static Finding Writes(Finding error, Check check) => error with
    {
        Code = FindingCodes.CheckWrites,
        Meaning = "a check must not write, and the server sees to it, inside functions too",
        Help = $"if it is meant to write, make it a test, which is rolled back: -- test: {check.Title}",
    };

    public static Finding TimedOut(Finding error, TimeSpan limit) => error with
    {
        Code = FindingCodes.CheckTimedOut,
        Meaning = string.Create(CultureInfo.InvariantCulture, $"the statement ran longer than the {limit.TotalSeconds:0.###} s that a check may take"),
        Help = "look at its plan with EXPLAIN, narrow the query, or allow more time",
    };

    public static Finding RoleNotAvailable(PostgresException error, Check check, string? user)
    {
        var role = check.As!.Role;
        var isDenied = error.SqlState is PostgresErrorCodes.InsufficientPrivilege;
        var (quoted, member) = (SqlName.Quoted(role), user is null ? "the connecting role" : SqlName.Quoted(user));
        return Error(
            FindingCodes.RoleNotAvailable,
            $"\"{check.Title}\" cannot run as {role}: {error.MessageText}",
            check.Place,
            isDenied ? $"{member} may become only a role of which it is a member" : "this database has no such role",
            isDenied ? $"GRANT {quoted} TO {member};" : $"CREATE ROLE {quoted} NOLOGIN;")
            with
        { SqlState = error.SqlState };
    }
}
