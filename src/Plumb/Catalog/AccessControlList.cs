using System.Text;

namespace Plumb.Catalog;

/// <summary>Reads access control lists in the server's text form, <c>{anon=r*w/owner,=r/owner}</c>.</summary>
internal static class AccessControlList
{
    /// <summary>PUBLIC as a grantee. No role can have this name.</summary>
    public const string Public = "public";

    /// <summary>What each entry of the list gives, privilege by privilege.</summary>
    public static List<HeldPrivilege> Parse(string list)
    {
        var held = new List<HeldPrivilege>();
        foreach (var item in Items(list))
        {
            var at = 0;
            var grantee = ReadRole(item, ref at);
            var end = EndOfPrivileges(item, ++at);
            var grantorAt = end + 1;
            var grantor = ReadRole(item, ref grantorAt);
            for (; at < end; at++)
            {
                if (item[at] != '*')
                {
                    held.Add(new HeldPrivilege(grantee.Length == 0 ? Public : grantee, Word(item[at]), grantor, item[at + 1] == '*'));
                }
            }
        }

        return held;
    }

    // The elements of an array in text form; a quoted one has its quotes and backslashes escaped.
    private static IEnumerable<string> Items(string list)
    {
        var item = new StringBuilder();
        var isQuoted = false;
        for (var i = 1; i < list.Length; i++)
        {
            var c = list[i];
            if (c == '\\')
            {
                item.Append(list[++i]);
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && c is ',' or '}')
            {
                if (item.Length > 0)
                {
                    yield return item.ToString();
                }

                item.Clear();
            }
            else
            {
                item.Append(c);
            }
        }
    }

    private static string ReadRole(string item, ref int at)
    {
        if (at >= item.Length || item[at] != '"')
        {
            var start = at;
            while (at < item.Length && item[at] is not ('=' or '/'))
            {
                at++;
            }

            return item[start..at];
        }

        var name = new StringBuilder();
        for (at++; at < item.Length; at++)
        {
            if (item[at] == '"' && (at + 1 >= item.Length || item[++at] != '"'))
            {
                break;
            }

            name.Append(item[at]);
        }

        return name.ToString();
    }

    private static int EndOfPrivileges(string item, int at)
    {
        var end = item.IndexOf('/', at);
        return end < 0 ? item.Length : end;
    }

    private static string Word(char letter) => letter switch
    {
        'r' => "SELECT",
        'a' => "INSERT",
        'w' => "UPDATE",
        'd' => "DELETE",
        'D' => "TRUNCATE",
        'x' => "REFERENCES",
        't' => "TRIGGER",
        'X' => "EXECUTE",
        'U' => "USAGE",
        'C' => "CREATE",
        'c' => "CONNECT",
        'T' => "TEMPORARY",
        's' => "SET",
        'A' => "ALTER SYSTEM",
        'm' => "MAINTAIN",
        _ => letter.ToString(),
    };
}
