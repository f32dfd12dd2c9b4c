using Plumb.Diagnosis;
using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>Explains why a statement of a migration failed, once what it did is rolled back.</summary>
internal static class StatementFailure
{
    /// <summary>What the server said, with what the database tells about it.</summary>
    public static Task<Finding> ExplainAsync(DatabaseSession session, StatementException failed, Change change, CancellationToken cancellationToken)
    {
        var sent = ExecutionFindings.Sent(failed.Statement, change, EffectiveRole.At(change.Script, failed.Statement, session.Identity.Role))
            with
        { HidesValues = session.Options.Checks.MaskValues };
        return ServerDiagnosis.ExplainAsync(
            new FailedStatement(failed.Cause, sent)
            {
                Migration = change.Migration,
                Chain = session.Chain,
            },
            ExecutionFindings.Explained(failed, change, sent),
            session.Connection,
            cancellationToken);
    }
}
