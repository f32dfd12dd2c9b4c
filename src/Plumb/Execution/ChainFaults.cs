using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>Stops before anything runs when files are at fault.</summary>
internal static class ChainFaults
{
    /// <summary>Throws when an error is among <paramref name="findings"/>.</summary>
    /// <exception cref="MigrationFileException">Carries all errors.</exception>
    public static void ThrowIfAny(IReadOnlyList<Finding> findings)
    {
        List<Finding> errors = [.. findings.Where(static f => f.Severity == Severity.Error)];
        if (errors.Count > 0)
        {
            throw new MigrationFileException(errors);
        }
    }
}
