using Npgsql;

namespace Plumb.Checks;

/// <summary>Finds the command of a batch that failed.</summary>
internal static class FailedCommand
{
    /// <summary>
    /// The first command that the server did not complete; null when it completed all. Npgsql itself names the command in its
    /// exception only where the connection string asks for that.
    /// </summary>
    public static NpgsqlBatchCommand? Of(NpgsqlBatch batch)
    {
        foreach (NpgsqlBatchCommand command in batch.BatchCommands)
        {
            if (command.StatementType == StatementType.Unknown)
            {
                return command;
            }
        }

        return null;
    }
}
