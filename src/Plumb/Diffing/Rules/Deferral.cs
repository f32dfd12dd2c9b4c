namespace Plumb.Diffing.Rules;

/// <summary>When a constraint is checked, as its definition says at its end.</summary>
internal static class Deferral
{
    private static readonly string[] Clauses = [" DEFERRABLE INITIALLY DEFERRED", " DEFERRABLE"];

    /// <summary>What to alter where nothing else differs; null where something does.</summary>
    public static string? Between(string before, string after)
    {
        var (old, now) = (Split(before), Split(after));
        return old.Core == now.Core ? now.Clause.Length == 0 ? "NOT DEFERRABLE" : now.Clause == Clauses[1] ? "DEFERRABLE INITIALLY IMMEDIATE" : now.Clause.TrimStart() : null;
    }

    /// <summary>The definition without the clause, and the clause with the space before it.</summary>
    public static (string Core, string Clause) Split(string definition)
    {
        var clause = Clauses.FirstOrDefault(c => definition.EndsWith(c, StringComparison.Ordinal)) ?? "";
        return (definition[..^clause.Length], clause);
    }
}
