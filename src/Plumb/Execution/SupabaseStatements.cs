using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>The statements of a file as the Supabase CLI stores them: with the comments before each, without semicolons.</summary>
internal sealed class SupabaseStatements
{
    private const string EndOfRows = @"\.";

    private readonly string text;
    private readonly List<string> stored;
    private int from;

    private SupabaseStatements(Script script)
    {
        text = script.Source.Text;
        stored = new List<string>(script.Statements.Count + 1);
    }

    /// <summary>
    /// The text from one semicolon to the next, trimmed; what follows the last semicolon counts as one more, be it comments only.
    /// Included files, which the Supabase CLI does not know, are stored statement by statement.
    /// </summary>
    public static string[] Of(Script script)
    {
        var statements = new SupabaseStatements(script);
        foreach (var statement in script.Statements)
        {
            if (ReferenceEquals(statement.Source, script.Source))
            {
                statements.Add(statement);
            }
            else
            {
                statements.stored.Add(statement.Text);
            }
        }

        statements.AddEmptyBefore(statements.text.Length);
        statements.AddUntil(statements.text.Length);
        return [.. statements.stored];
    }

    private void Add(Statement statement)
    {
        AddEmptyBefore(statement.Start);
        if (text[statement.End - 1] == ';')
        {
            AddUntil(statement.End);
            if (statement.CopyData is { } rows)
            {
                from = rows.End.GetOffset(text.Length);
                from += text.AsSpan(from).StartsWith(EndOfRows) ? EndOfRows.Length : 0;
            }
        }
    }

    /// <summary>Comments that a semicolon of their own ends are an entry too.</summary>
    private void AddEmptyBefore(int start)
    {
        if (!text.AsSpan(from, start - from).Contains(';'))
        {
            return;
        }

        var lexer = new SqlLexer(text.AsSpan(0, start), from);
        while (lexer.Read() != SqlTokenKind.End)
        {
            if (lexer.Kind == SqlTokenKind.Semicolon)
            {
                AddUntil(lexer.End);
            }
        }
    }

    private void AddUntil(int end)
    {
        var entry = text.AsSpan(from..end).TrimEnd(';').Trim();
        from = end;
        if (!entry.IsEmpty)
        {
            stored.Add(entry.ToString());
        }
    }
}
