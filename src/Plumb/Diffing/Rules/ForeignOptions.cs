using Plumb.Catalog;

namespace Plumb.Diffing.Rules;

/// <summary>Options for foreign data wrappers, <c>name=value</c> in the catalog.</summary>
internal static class ForeignOptions
{
    /// <summary>The clause of a CREATE, with a space before it; empty when there are none.</summary>
    public static string Clause(FactValue? options) =>
        options is null ? "" : $" OPTIONS ({string.Join(", ", options.Value.List.Select(static o => Item(o)))})";

    /// <summary>The clause of an ALTER that leads from the one to the other; null when they are equal.</summary>
    public static string? Change(FactValue? before, FactValue? after)
    {
        var (old, now) = (before?.List ?? [], after?.List ?? []);
        var (oldNames, nowNames) = (old.Select(Name).ToHashSet(StringComparer.Ordinal), now.Select(Name).ToHashSet(StringComparer.Ordinal));
        string[] items =
        [
            .. oldNames.Where(n => !nowNames.Contains(n)).Select(static n => $"DROP {Findings.SqlName.Quoted(n)}"),
            .. now.Except(old, StringComparer.Ordinal).Select(o => $"{(oldNames.Contains(Name(o)) ? "SET" : "ADD")} {Item(o)}"),
        ];
        return items.Length == 0 ? null : $"OPTIONS ({string.Join(", ", items)})";
    }

    private static string Item(string option) => $"{Findings.SqlName.Quoted(Name(option))} {SqlLiteral.Of(option[(Name(option).Length + 1)..])}";

    private static string Name(string option) => option.Split('=')[0];
}
