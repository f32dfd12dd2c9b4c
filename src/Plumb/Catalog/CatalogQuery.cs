using System.Globalization;
using System.Text;
using Plumb.Environments;

namespace Plumb.Catalog;

/// <summary>Reads the queries that are embedded in the assembly, for the server that is to answer them.</summary>
/// <remarks>
/// A line may end in a condition: <c>-- since 15</c>, <c>-- before 15</c>, <c>-- from 15 before 16</c>, <c>-- superuser</c> or
/// <c>-- no superuser</c>. Lines whose condition does not hold are left out.
/// </remarks>
internal static class CatalogQuery
{
    /// <summary>The text of <c>Catalog/Queries/<paramref name="name"/>.sql</c> for a server of that major version.</summary>
    public static string Read(string name, int version, bool isSuperuser)
    {
        var text = new StringBuilder();
        foreach (var line in EmbeddedQuery.Read(nameof(Catalog), name).Split('\n'))
        {
            var comment = line.LastIndexOf("-- ", StringComparison.Ordinal);
            var condition = comment < 0 ? "" : line[(comment + 3)..];
            if (Holds(condition, version, isSuperuser))
            {
                text.Append(comment < 0 ? line : line[..comment]).Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool Holds(string condition, int version, bool isSuperuser)
    {
        if (condition is "superuser" or "no superuser")
        {
            return isSuperuser == (condition == "superuser");
        }

        return condition.Split(' ') switch
        {
            ["since", var first] => version >= Number(first),
            ["before", var end] => version < Number(end),
            ["from", var first, "before", var end] => version >= Number(first) && version < Number(end),
            _ => true,
        };
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
