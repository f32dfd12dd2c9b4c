using Plumb.Findings;
using Plumb.Migrations;

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

    /// <summary>Throws before a database is touched; companions without their migration alone wait until the ledger is known.</summary>
    /// <exception cref="MigrationFileException">Carries all errors.</exception>
    public static void ThrowIfAny(Chain chain)
    {
        if (chain.Findings.Any(static f => f.Severity == Severity.Error && f.Code != FindingCodes.OrphanedCompanion))
        {
            ThrowIfAny(chain.Findings);
        }
    }

    /// <summary>Throws when a companion belongs to no migration, except where that is applied and its file is gone, which is a fault of its own.</summary>
    /// <exception cref="MigrationFileException">Carries one error for each.</exception>
    public static void ThrowIfOrphaned(Chain chain, ChainStatus status) =>
        ThrowIfAny([.. Orphans(chain).Where(o => !status.Migrations.Any(m => m.State == MigrationState.Missing && IsOf(o, m.Id))).Select(static o => o.Finding)]);

    /// <summary>The paths of companions that a migration without a file left behind.</summary>
    public static IEnumerable<string> LeftBehind(Chain chain, string id) => Orphans(chain).Where(o => IsOf(o, id)).Select(static o => o.Path);

    private static IEnumerable<(Finding Finding, string Path)> Orphans(Chain chain) => chain.Findings
        .Where(static f => f.Code == FindingCodes.OrphanedCompanion)
        .Select(static f => (f, f.Place?.File ?? ""));

    /// <summary>The identity is a file stem, or a version where nothing more is known.</summary>
    private static bool IsOf((Finding Finding, string Path) orphan, string id)
    {
        var stem = Path.GetFileNameWithoutExtension(orphan.Path);
        return stem == id || stem.StartsWith($"{id}_", StringComparison.Ordinal);
    }
}
