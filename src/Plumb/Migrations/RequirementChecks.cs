using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>Judges what migrations require.</summary>
internal sealed class RequirementChecks(IReadOnlyList<MigrationFile> files)
{
    private readonly Dictionary<string, MigrationKind> kinds = files
        .DistinctBy(static f => f.Id, StringComparer.Ordinal)
        .ToDictionary(static f => f.Id, static f => f.Kind, StringComparer.Ordinal);

    /// <summary>What is wrong with the requirements of one migration; cycles are found when the chain is ordered.</summary>
    public IEnumerable<Finding> Check(Migration migration)
    {
        foreach (var requirement in migration.Directives.Requires)
        {
            if (string.Equals(requirement.Id, migration.Id, StringComparison.Ordinal))
            {
                yield return ChainFindings.RequiresItself(requirement);
            }
            else if (!kinds.TryGetValue(requirement.Id, out var kind))
            {
                yield return ChainFindings.Missing(requirement, Meant(requirement.Id));
            }
            else if (kind == MigrationKind.Repeatable && migration.Kind == MigrationKind.Versioned)
            {
                yield return ChainFindings.RequiresRepeatable(requirement);
            }
        }
    }

    // A version, a name or a file name alone may say which one is meant, as long as it says one.
    private string? Meant(string written)
    {
        var name = Path.GetFileName(written);
        name = name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        if (kinds.ContainsKey(name))
        {
            return name;
        }

        var parts = files
            .Where(f => string.Equals(f.Version.Digits, name, StringComparison.Ordinal) || string.Equals(f.Name, name, StringComparison.Ordinal))
            .Take(2)
            .ToArray();
        return parts.Length == 1 ? parts[0].Id : NearestName.Of(name, kinds.Keys);
    }
}
