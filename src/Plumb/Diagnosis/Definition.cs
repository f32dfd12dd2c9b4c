using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Diagnosis;

/// <summary>A statement of the chain that creates an object of some name.</summary>
/// <param name="Migration">The migration in which it stands.</param>
/// <param name="Statement">The statement.</param>
/// <param name="NameStart">Offset of the name in the source.</param>
/// <param name="NameLength">Its length, with its schema.</param>
internal sealed record Definition(Migration Migration, Statement Statement, int NameStart, int NameLength)
{
    private static readonly string[] Skipped = ["or", "replace", "temp", "temporary", "unlogged", "recursive", "materialized", "if", "not", "exists"];

    /// <summary>Every statement that creates a <paramref name="kinds"/> called <paramref name="name"/>, in the order of the chain.</summary>
    /// <remarks>The words are read by PostgreSQL's lexer rules, not parsed: it is for pointing at a place, and decides nothing.</remarks>
    public static IEnumerable<Definition> Of(IEnumerable<Migration> chain, string name, params string[] kinds)
    {
        foreach (var migration in chain)
        {
            foreach (var statement in migration.Up.Statements)
            {
                if (Find(migration, statement, name, kinds) is { } definition)
                {
                    yield return definition;
                }
            }
        }
    }

    /// <summary>Where the name stands, in the source, that a statement gives to what it creates; null when it creates none of <paramref name="kinds"/>.</summary>
    public static (int Start, int Length)? NameIn(Statement statement, params string[] kinds) =>
        Read(statement, kinds) is { } name ? (name.Start, name.Length) : null;

    private static Definition? Find(Migration migration, Statement statement, string name, string[] kinds) =>
        statement.Span.Contains(name, StringComparison.OrdinalIgnoreCase) && Read(statement, kinds) is { } found && found.Name == name
            ? new Definition(migration, statement, found.Start, found.Length)
            : null;

    private static (int Start, int Length, string Name)? Read(Statement statement, string[] kinds)
    {
        var lexer = new SqlLexer(statement.Span);
        lexer.ReadCode();
        if (!lexer.IsWord("create"))
        {
            return null;
        }

        do
        {
            lexer.ReadCode();
        }
        while (lexer.Kind == SqlTokenKind.Word && IsOneOf(lexer.Token, Skipped));
        if (lexer.Kind != SqlTokenKind.Word || !IsOneOf(lexer.Token, kinds))
        {
            return null;
        }

        do
        {
            lexer.ReadCode();
        }
        while (lexer.Kind == SqlTokenKind.Word && IsOneOf(lexer.Token, Skipped));
        var (start, end, last) = (lexer.Start, lexer.End, Name(lexer.Token));
        while (lexer.Rest.StartsWith("."))
        {
            lexer.ReadCode();
            lexer.ReadCode();
            (end, last) = (lexer.End, Name(lexer.Token));
        }

        return (statement.Start + start, end - start, last);
    }

    private static bool IsOneOf(ReadOnlySpan<char> token, string[] words)
    {
        foreach (var word in words)
        {
            if (token.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name as the catalog has it.</summary>
    private static string Name(ReadOnlySpan<char> token) => token is ['"', .. var inner, '"']
        ? inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal)
        : token.ToString().ToLowerInvariant();
}
