using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof;

/// <summary>Finds the migrations that are named on a command line.</summary>
public static class ProofSelection
{
    /// <summary>The migration of that file stem, version or name.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public static Migration Find(Chain chain, string name)
    {
        List<Migration> files = [.. chain.Migrations];
        var stem = name.EndsWith(".sql", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(name) : name;
        if (files.Find(m => m.Id == stem) is { } exact)
        {
            return exact;
        }

        var found = files.FindAll(m => m.Version.Digits == stem || m.Name == stem);
        return found switch
        {
            [var only] => only,
            [] => throw new UsageException(LedgerFindings.UnknownMigration(name, files.Select(static m => m.Id))),
            _ => throw new UsageException(LedgerFindings.AmbiguousMigration(name, found.Select(static m => m.Id))),
        };
    }
}
