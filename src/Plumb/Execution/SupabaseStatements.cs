using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>The statements of a file as the Supabase CLI stores them: with the comments before each, without semicolons.</summary>
internal static class SupabaseStatements
{
    /// <summary>
    /// The text between two semicolons, trimmed, for every statement; comments after the last one count as one more.
    /// Included files, which the Supabase CLI does not know, are stored statement by statement.
    /// </summary>
    public static string[] Of(Script script)
    {
        var text = script.Source.Text;
        var stored = new List<string>(script.Statements.Count + 1);
        var from = 0;
        foreach (var statement in script.Statements)
        {
            if (!ReferenceEquals(statement.Source, script.Source))
            {
                stored.Add(statement.Text);
                continue;
            }

            stored.Add(text[from..statement.End].Trim(' ', '\t', '\r', '\n', '\f', '\v', ';'));
            from = statement.CopyData is { } rows ? rows.End.GetOffset(text.Length) : statement.End;
        }

        var rest = text[Math.Min(from, text.Length)..].Trim(' ', '\t', '\r', '\n', '\f', '\v', ';');
        if (rest.Length > 0)
        {
            stored.Add(rest);
        }

        return [.. stored];
    }
}
