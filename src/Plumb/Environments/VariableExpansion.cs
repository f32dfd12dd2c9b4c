using System.Text;
using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c>.</summary>
internal static class VariableExpansion
{
    /// <summary>The text with every variable replaced; an empty variable counts as unset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lookup">Value of a variable, null when unset.</param>
    /// <param name="unset">What stands for a variable that is unset and has no default.</param>
    public static string Expand(string text, Func<string, string?> lookup, Func<string, string> unset)
    {
        var at = text.IndexOf("${", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var expanded = new StringBuilder();
        var from = 0;
        for (; at >= 0; at = text.IndexOf("${", from, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', at);
            var inner = end < 0 ? "" : text[(at + 2)..end];
            var colon = inner.IndexOf(":-", StringComparison.Ordinal);
            var name = colon < 0 ? inner : inner[..colon];
            if (!IsName(name))
            {
                throw new UsageException(ConnectionStringFindings.UnclosedVariable());
            }

            var value = lookup(name) is { Length: > 0 } set ? set : colon < 0 ? unset(name) : inner[(colon + 2)..];
            expanded.Append(text, from, at - from).Append(value);
            from = end + 1;
        }

        return expanded.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Whether <paramref name="name"/> can be the name of a variable.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return name.Length > 0 && !char.IsAsciiDigit(name[0]);
    }
}
