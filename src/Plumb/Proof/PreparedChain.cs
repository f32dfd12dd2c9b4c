using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof;

/// <summary>A chain with everything parsed that runs in one environment.</summary>
/// <param name="Migrations">What runs, in order; the checks of each are those that hold once it is in place.</param>
/// <param name="Findings">What is wrong in the files.</param>
internal sealed record PreparedChain(List<PreparedMigration> Migrations, List<Finding> Findings)
{
    /// <summary>Prepares a chain.</summary>
    public static PreparedChain Of(Chain chain, string environment)
    {
        var findings = new List<Finding>();
        List<PreparedMigration> prepared =
            [.. chain.Migrations.Where(m => m.Directives.RunsIn(environment)).Select(m => PreparedMigration.Of(m, findings))];
        findings.InsertRange(0, chain.Findings.Where(static f => f.Severity == Severity.Error));
        var standing = new StandingChecks(chain, []);
        for (var i = 0; i < prepared.Count; i++)
        {
            standing.Add(prepared[i].Migration.Id);
            prepared[i] = prepared[i] with { Verify = standing.Of(prepared[i].Verify, findings) };
        }

        return new PreparedChain(prepared, findings);
    }
}
