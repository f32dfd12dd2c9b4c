using Npgsql;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>Tells the faults of a chain that stand for themselves from those that follow from an earlier one.</summary>
internal static class FaultOrder
{
    /// <summary>The faults that stand for themselves, each with those that follow from it, and with the migration that creates later what it misses.</summary>
    public static IReadOnlyList<ReplayFault> Sort(IReadOnlyList<ReplayFault> faults, Func<string, string?> creatorOf)
    {
        var roots = new List<(ReplayFault Fault, List<ReplayFault> Follow, string? Missing)>();
        foreach (var fault in faults)
        {
            var missing = MissingIn(fault.Cause);
            var index = missing is null ? -1 : roots.FindIndex(r => r.Missing == missing || MakesFault(r, missing));
            if (index >= 0)
            {
                roots[index].Follow.Add(fault);
            }
            else
            {
                roots.Add((fault, [], missing));
            }
        }

        return [.. roots.Select(r => r.Fault with { Finding = WithConsequences(r.Fault.Finding, r.Follow, r.Missing is null ? null : creatorOf(r.Missing)) })];
    }

    /// <summary>The name of the object that a statement missed, without its schema; null when it missed none.</summary>
    public static string? MissingIn(PostgresException? cause) => cause?.SqlState
        is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction
        or PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.InvalidSchemaName
        ? NameIn(cause.MessageText) : null;

    private static bool MakesFault((ReplayFault Fault, List<ReplayFault> Follow, string? Missing) root, string missing) =>
        Makes(root.Fault.Statement, missing) || root.Follow.Exists(f => Makes(f.Statement, missing));

    // A CREATE or ALTER names what it makes before its first parenthesis; a column that it adds stands behind.
    private static bool Makes(Statement? statement, string name)
    {
        if (statement is null)
        {
            return false;
        }

        var lexer = new SqlLexer(statement.Span);
        lexer.ReadCode();
        var alters = lexer.IsWord("ALTER");
        if (!alters && !lexer.IsWord("CREATE"))
        {
            return false;
        }

        while (lexer.ReadCode() is not (SqlTokenKind.End or SqlTokenKind.OpenParenthesis))
        {
            if (!alters && (lexer.IsWord("ON") || lexer.IsWord("AS")))
            {
                return false;
            }

            if (lexer.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier && lexer.Token.Trim('"').Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // relation "app.enrollments" does not exist; function app.is_member(uuid) does not exist; column a.b does not exist
    private static string? NameIn(string message)
    {
        var open = message.IndexOf('"', StringComparison.Ordinal);
        var name = open >= 0 && message.IndexOf('"', open + 1) is var close and > 0
            ? message[(open + 1)..close]
            : message.Split(' ').ElementAtOrDefault(1);
        name = name?.Split('(')[0];
        return name is null ? null : name[(name.LastIndexOf('.') + 1)..];
    }

    private static Finding WithConsequences(Finding finding, List<ReplayFault> follow, string? creator)
    {
        List<string> details = [.. finding.Details];
        if (creator is not null)
        {
            details.Add($"{creator} creates it, and runs later");
        }

        details.AddRange(follow.Take(12).Select(static f => $"follows from it: {f.Finding.Place}: {f.Finding.Message}"));
        if (follow.Count > 12)
        {
            details.Add($"… {follow.Count - 12} more");
        }

        return finding with { Details = details, Help = creator is null ? finding.Help : $"add -- plumb: requires {creator} to the first line of the file, then run: plumb prove" };
    }
}
