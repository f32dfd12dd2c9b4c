using System.Text;
using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>The variables of a <c>.env</c> file.</summary>
/// <param name="Values">By name; of two lines with one name the later one counts.</param>
/// <param name="Findings">Lines that cannot be read; their text is never shown.</param>
internal sealed record DotEnvFile(IReadOnlyDictionary<string, string> Values, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether a value looks like a password, or like a URL with one.</summary>
    public bool HoldsPassword => Values.Any(static v => v.Value.Length > 0
        && (v.Key.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase) || WrittenPassword.IsIn(v.Value)));

    /// <summary>
    /// Reads lines of the form <c>NAME=value</c>, with <c>export</c> before them or not. A value in single quotes is taken as it is,
    /// one in double quotes knows <c>\n</c>, <c>\"</c> and <c>\\</c>, both may span lines; without quotes it ends before <c> #</c>.
    /// </summary>
    public static DotEnvFile Parse(string path, string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var findings = new List<Finding>();
        var line = 1;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end;
            var start = at;
            var content = text.AsSpan(at, end - at).Trim();
            at = end + 1;
            if (!content.IsEmpty && content[0] != '#')
            {
                if (!TryReadPair(text, start, ref at, values))
                {
                    findings.Add(ConfigurationFindings.InvalidDotEnv(new Place(path, line, 1)));
                }
            }

            line += text.AsSpan(start, Math.Min(at, text.Length) - start).Count('\n');
        }

        return new DotEnvFile(values, findings);
    }

    private static bool TryReadPair(string text, int start, ref int at, Dictionary<string, string> values)
    {
        var line = text.AsSpan(start, Math.Min(at, text.Length) - start);
        var equals = line.IndexOf('=');
        if (equals < 0)
        {
            return false;
        }

        var name = line[..equals].Trim();
        if (name.StartsWith("export ", StringComparison.Ordinal))
        {
            name = name["export ".Length..].TrimStart();
        }

        if (!VariableExpansion.IsName(name))
        {
            return false;
        }

        var value = line[(equals + 1)..].TrimStart(" \t");
        if (value is ['\'' or '"', ..])
        {
            var open = start + line.Length - value.Length;
            return TryReadQuoted(text, open, ref at, out var quoted) && Set(values, name, quoted);
        }

        var comment = value.StartsWith("#") ? 0 : value.IndexOf(" #", StringComparison.Ordinal);
        return Set(values, name, (comment < 0 ? value : value[..comment]).Trim().ToString());
    }

    private static bool Set(Dictionary<string, string> values, ReadOnlySpan<char> name, string value)
    {
        values[name.ToString()] = value;
        return true;
    }

    // A quote that is not closed spoils its own line alone.
    private static bool TryReadQuoted(string text, int open, ref int at, out string value)
    {
        var quote = text[open];
        var read = new StringBuilder();
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                var end = text.IndexOf('\n', i);
                at = end < 0 ? text.Length : end + 1;
                value = read.ToString();
                return true;
            }

            if (text[i] == '\\' && quote == '"' && i + 1 < text.Length)
            {
                i++;
                read.Append(text[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => text[i] });
            }
            else
            {
                read.Append(text[i]);
            }
        }

        value = "";
        return false;
    }
}
