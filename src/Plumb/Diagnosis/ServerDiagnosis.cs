using Npgsql;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Explains why a server refused a statement by asking the database, as it is after the rollback.</summary>
internal static class ServerDiagnosis
{
    /// <summary>The finding with what was found out; as it was when there is nothing to find, or the database does not answer.</summary>
    public static async Task<Finding> ExplainAsync(FailedStatement failed, Finding finding, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var inquiry = new Inquiry(connection);
        try
        {
            finding = await (failed.Error.SqlState switch
            {
                PostgresErrorCodes.ForeignKeyViolation => MissingParents.AddAsync(failed, finding, inquiry, cancellationToken),
                PostgresErrorCodes.InsufficientPrivilege => LackingPrivilege.AddAsync(failed, finding, inquiry, cancellationToken),
                PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.CheckViolation
                    or PostgresErrorCodes.ExclusionViolation => RefusedRows.AddAsync(failed, finding, inquiry, cancellationToken),
                _ => OtherDefinitions.AddAsync(failed, finding, inquiry, cancellationToken),
            }).ConfigureAwait(false);
            return await RoutineLine.AddAsync(failed, finding, inquiry, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception gone) when (!cancellationToken.IsCancellationRequested && gone is NpgsqlException or InvalidOperationException)
        {
            // The error is what the user must hear of, whatever became of the connection.
            return finding;
        }
    }
}
