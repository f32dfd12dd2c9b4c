using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>Judges what migrations require.</summary>
internal sealed class RequirementChecks(IReadOnlyDictionary<string, MigrationFile> files)
{
    /// <summary>What is wrong with the requirements of one migration; cycles are found when the chain is ordered.</summary>
    public IEnumerable<Finding> Check(Migration migration)
    {
        foreach (var requirement in migration.Directives.Requires)
        {
            if (string.Equals(requirement.Id, migration.Id, StringComparison.Ordinal))
            {
                yield return ChainFindings.RequiresItself(requirement);
            }
            else if (!files.TryGetValue(requirement.Id, out var required))
            {
                yield return ChainFindings.Missing(requirement, Meant(requirement.Id));
            }
            else if (required.Kind == MigrationKind.Repeatable && migration.Kind == MigrationKind.Versioned)
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
        if (files.ContainsKey(name))
        {
            return name;
        }

        var parts = files.Values
            .Where(f => string.Equals(f.Version.Digits, name, StringComparison.Ordinal) || string.Equals(f.Name, name, StringComparison.Ordinal))
            .Take(2)
            .ToArray();
        return parts.Length == 1 ? parts[0].Id : NearestName.Of(name, files.Keys);
    }
}
