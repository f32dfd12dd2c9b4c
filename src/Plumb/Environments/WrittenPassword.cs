using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Tells whether a text holds a password itself, not only a variable for one.</summary>
internal static class WrittenPassword
{
    /// <summary>Whether the connection string <paramref name="text"/> gives a password that is not a variable.</summary>
    public static bool IsIn(string text)
    {
        try
        {
            return ConnectionSettings.Parse(VariableExpansion.Expand(text, static _ => null, static _ => ""))["password"] is not null;
        }
        catch (UsageException)
        {
            return MayBeIn(text);
        }
    }

    /// <summary>Whether any line of text, well formed or not, may show one.</summary>
    public static bool MayBeIn(string line)
    {
        var at = line.IndexOf("://", StringComparison.Ordinal);
        if (at >= 0 && line.LastIndexOf('@') is var end && end > at)
        {
            var colon = line.IndexOf(':', at + 3);
            if (colon >= 0 && colon < end && !IsVariable(line.AsSpan(colon + 1, end - colon - 1)))
            {
                return true;
            }
        }

        return MayBeAfter(line, "password") || MayBeAfter(line, "pwd");
    }

    private static bool MayBeAfter(string line, string word)
    {
        var at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return false;
        }

        var rest = line.AsSpan(at + word.Length).TrimStart();
        return rest is ['=' or ':', .. var value] && !value.Trim().IsEmpty && !value.TrimStart().StartsWith("${");
    }

    private static bool IsVariable(ReadOnlySpan<char> text) =>
        text is ['$', '{', .. var name, '}'] && VariableExpansion.IsName(name);
}
