using System.Text;
using System.Text.Json;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>Reads what stands behind <c>-- as:</c>: a role, and a JSON object of claims or nothing.</summary>
internal sealed class IdentityParser(SourceText source, List<Finding> findings)
{
    /// <summary>The identity; null when it was reported instead.</summary>
    public Identity? Parse(Header header)
    {
        var text = header.Argument;
        var roleLength = RoleLength(text);
        var rest = text[roleLength..].TrimStart();
        var restStart = header.ArgumentStart + text.Length - rest.Length;
        if (roleLength == 0)
        {
            var place = text.Length == 0 ? source.PlaceAt(header.Start, header.WordLength) : source.PlaceAt(header.ArgumentStart, text.Length);
            return Reported(CheckFindings.IdentityWithoutRole(place));
        }

        var role = RoleOf(text[..roleLength]);
        if (role is "none" or "public" or "")
        {
            return Reported(CheckFindings.NoSuchKindOfRole(role, source.PlaceAt(header.ArgumentStart, roleLength)));
        }

        return rest.Length == 0 ? new Identity(role, null) : WithClaims(role, rest, restStart);
    }

    private Identity? WithClaims(string role, string json, int start)
    {
        if (json[0] != '{')
        {
            return Reported(CheckFindings.ClaimsAreNoObject(source.PlaceAt(start, json.Length)));
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return new Identity(role, json);
        }
        catch (JsonException error)
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            var before = Math.Min((int)(error.BytePositionInLine ?? 0), bytes.Length);
            var offset = Math.Min(Encoding.UTF8.GetCharCount(bytes, 0, before), json.Length - 1);
            return Reported(CheckFindings.ClaimsAreNoJson(source.PlaceAt(start + offset)));
        }
    }

    private Identity? Reported(Finding finding)
    {
        findings.Add(finding);
        return null;
    }

    /// <summary>Characters of the role's name: up to white space or a brace, or up to the closing quote.</summary>
    private static int RoleLength(string text)
    {
        if (text.StartsWith('"'))
        {
            var close = text.IndexOf('"', 1);
            while (close > 0 && close + 1 < text.Length && text[close + 1] == '"')
            {
                close = text.IndexOf('"', close + 2);
            }

            return close + 1;
        }

        var end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '{')
        {
            end++;
        }

        return end;
    }

    /// <summary>The name as PostgreSQL stores it: a bare one in lower case, a quoted one as it is.</summary>
    private static string RoleOf(string written) => written[0] == '"'
        ? written[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)
        : written.ToLowerInvariant();
}
