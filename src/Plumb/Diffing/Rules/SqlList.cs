namespace Plumb.Diffing.Rules;

/// <summary>Takes lists apart that the server wrote.</summary>
internal static class SqlList
{
    /// <summary>The items between commas that stand in no quotes and no parentheses, without the space around.</summary>
    public static IReadOnlyList<string> Split(string list)
    {
        var items = new List<string>();
        var start = 0;
        var depth = 0;
        var quote = '\0';
        for (var i = 0; i < list.Length; i++)
        {
            var c = list[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c is ',' && depth == 0)
            {
                items.Add(list[start..i].Trim());
                start = i + 1;
            }
            else
            {
                depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            }
        }

        if (list.Length > 0)
        {
            items.Add(list[start..].Trim());
        }

        return items;
    }
}
