using Plumb.Checks;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Runs checks on a database without changing it.</summary>
/// <param name="chain">The files.</param>
/// <param name="execution">How checks run.</param>
/// <param name="progress">Told what happens.</param>
public sealed class Verification(Chain chain, ExecutionOptions execution, IProgress<ExecutionEvent> progress)
{
    /// <summary>Runs the verify checks of migrations that are in place, then the health checks of the whole database.</summary>
    /// <param name="target">The database.</param>
    /// <param name="options">Which checks run.</param>
    /// <param name="cancellationToken">Stops at the next statement.</param>
    public Task<ExecutionResult> RunAsync(ConnectionTarget target, VerificationOptions options, CancellationToken cancellationToken)
    {
        ChainFaults.ThrowIfAny(chain);
        return SessionOpener.WithSessionAsync(
            target, execution, progress, session => RunAsync(session, options, cancellationToken), cancellationToken);
    }

    private async Task<ExecutionResult> RunAsync(DatabaseSession session, VerificationOptions options, CancellationToken cancellationToken)
    {
        var recorded = await LedgerReader.ReadAsync(session.Connection, chain.IsSupabase, cancellationToken).ConfigureAwait(false);
        var status = await EditedStatements.FillAsync(
            session.Connection, ChainStatus.Of(chain, recorded, session.Target.Environment), cancellationToken).ConfigureAwait(false);
        ChainFaults.ThrowIfOrphaned(chain, status);
        var selected = options.HealthOnly ? [] : MigrationSelection.ForVerification(status, options.Migrations);
        var scripts = Parse(status, selected, withHealth: options.Migrations.Count == 0);
        session.Progress.Report(new ExecutionEvent.Planned(chain, status, selected));
        var verified = new List<VerifiedMigration>();
        foreach (var (migration, checks) in scripts)
        {
            var table = await session.CheckAsync(migration, checks, insideTransaction: false, cancellationToken).ConfigureAwait(false);
            verified.Add(new VerifiedMigration(migration, table));
        }

        return new ExecutionResult(session.Target, session.Identity, status, [])
        {
            Verified = verified,
            Findings = [.. LedgerFindings.Of(status, recorded, chain)],
        };
    }

    private List<(Migration? Migration, IReadOnlyList<Check> Checks)> Parse(ChainStatus status, IReadOnlyList<MigrationStatus> selected, bool withHealth)
    {
        var findings = new List<Finding>();
        var standing = new StandingChecks(chain, status.InPlace);
        var scripts = new List<(Migration?, IReadOnlyList<Check>)>();
        foreach (var migration in selected.Select(static m => m.Migration!).Where(static m => m.Verify is not null))
        {
            var parsed = CheckScriptParser.Parse(migration.Verify!, "verify");
            findings.AddRange(parsed.Findings);
            scripts.Add((migration, standing.Of(parsed.Checks, findings)));
        }

        if (withHealth && chain.Always is not null)
        {
            var always = CheckScriptParser.Parse(chain.Always, "health");
            findings.AddRange(always.Findings);
            scripts.Add((null, standing.Of(always.Checks, findings)));
        }

        ChainFaults.ThrowIfAny(findings);
        return scripts;
    }
}
