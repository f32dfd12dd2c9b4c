using Plumb.Catalog;

namespace Plumb.Diffing.Rules;

/// <summary>Options as the catalog lists them, <c>name=value</c>.</summary>
internal static class StorageOptions
{
    /// <summary>For the parentheses behind <c>WITH</c>; empty when there are none.</summary>
    public static IEnumerable<string> Items(FactValue? options, string prefix = "") => (options?.List ?? []).Select(o => Item(o, prefix));

    /// <summary>The actions that lead from the one to the other.</summary>
    public static IEnumerable<string> Actions(FactValue? before, FactValue? after, string prefix = "")
    {
        var (old, now) = (before?.List ?? [], after?.List ?? []);
        var gone = old.Select(Name).Except(now.Select(Name), StringComparer.Ordinal).ToList();
        var set = now.Except(old, StringComparer.Ordinal).ToList();
        if (gone.Count > 0)
        {
            yield return $"RESET ({string.Join(", ", gone.Select(g => prefix + g))})";
        }

        if (set.Count > 0)
        {
            yield return $"SET ({string.Join(", ", set.Select(o => Item(o, prefix)))})";
        }
    }

    private static string Item(string option, string prefix) =>
        option.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? $"{prefix}{option[..at]} = {SqlLiteral.Of(option[(at + 1)..])}" : prefix + option;

    private static string Name(string option) => option.Split('=')[0];
}
