using Plumb.Checks;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>A migration with everything parsed that it will run, so that no fault of a file shows up halfway.</summary>
/// <param name="Migration">The files.</param>
/// <param name="Up">What it does.</param>
/// <param name="Require">What must hold before.</param>
/// <param name="Verify">What must hold after.</param>
/// <param name="Revert">How to take it back; null when there is no revert script.</param>
/// <param name="RevertVerify">What must hold after it was taken back.</param>
internal sealed record PreparedMigration(
    Migration Migration,
    PreparedScript Up,
    IReadOnlyList<Check> Require,
    IReadOnlyList<Check> Verify,
    PreparedScript? Revert,
    IReadOnlyList<Check> RevertVerify)
{
    /// <summary>Prepares a migration; every fault of its files is added to <paramref name="findings"/>.</summary>
    public static PreparedMigration Of(Migration migration, List<Finding> findings)
    {
        var up = PreparedScript.Of(migration.Up, migration.Directives, findings);
        var require = ChecksOf(migration.Require, static s => CheckScriptParser.ParseRequire(s, "require"), findings);
        var verify = ChecksOf(migration.Verify, static s => CheckScriptParser.Parse(s, "verify"), findings);
        if (migration.Revert is null)
        {
            return new PreparedMigration(migration, up, require, verify, null, []);
        }

        var (script, checks) = CheckScriptParser.SplitRevert(migration.Revert);
        findings.AddRange(checks.Findings);
        var revert = PreparedScript.Of(script, migration.RevertDirectives, findings);
        return new PreparedMigration(migration, up, require, verify, revert, checks.Checks);
    }

    private static IReadOnlyList<Check> ChecksOf(Script? script, Func<Script, CheckScript> parse, List<Finding> findings)
    {
        if (script is null)
        {
            return [];
        }

        var parsed = parse(script);
        findings.AddRange(parsed.Findings);
        return parsed.Checks;
    }
}
