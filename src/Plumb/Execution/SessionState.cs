using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Plumb.Environments;

namespace Plumb.Execution;

/// <summary>The session settings that Plumb sets, and those of a file that must not reach the next one.</summary>
internal static class SessionState
{
    /// <summary>
    /// Adds what every session begins with: a running statement looks every second whether Plumb is still there, so that a killed Plumb
    /// leaves no lock.
    /// </summary>
    public static void AddStart(StatementBatch batch, ServerIdentity server)
    {
        // Only a server on Linux can look in every version.
        if (server.RunsOnLinux)
        {
            batch.Add("SET client_connection_check_interval = 1000");
        }
    }

    /// <summary>Adds the limit of one transaction. A plain SET, because after a query the file could no longer choose its isolation level.</summary>
    public static void AddLimit(StatementBatch batch, TimeSpan lockTimeout) => batch.Add($"SET LOCAL lock_timeout = {Milliseconds(lockTimeout)}");

    /// <summary>Adds that the commit of the transaction does not wait for the disk or a standby: a later one will, for it too.</summary>
    public static void AddQuickCommit(StatementBatch batch) => batch.Add("SET LOCAL synchronous_commit = off");

    /// <summary>Adds the limit of a statement that runs outside a transaction; null for none.</summary>
    public static void AddLimitOutside(StatementBatch batch, TimeSpan? lockTimeout) =>
        batch.Add($"SET lock_timeout = {Milliseconds(lockTimeout ?? TimeSpan.Zero)}");

    /// <summary>Adds the way back to the role and the settings with which the session began.</summary>
    public static void AddReset(StatementBatch batch, ServerIdentity server)
    {
        batch.Add("RESET SESSION AUTHORIZATION");
        batch.Add("RESET ROLE");
        batch.Add("RESET ALL");
        AddStart(batch, server);
    }

    /// <summary>Adds what else a file may leave in its session: temporary tables, cursors, prepared statements and subscriptions to notifications.</summary>
    public static void AddCleanup(StatementBatch batch)
    {
        batch.Add("CLOSE ALL");
        batch.Add("DEALLOCATE ALL");
        batch.Add("UNLISTEN *");
        batch.Add("DISCARD TEMP");
    }

    /// <summary>Adds, for the rest of the transaction, the way back to the role that may write the ledger; what the file set comes back after it.</summary>
    /// <param name="batch">Where the commands go.</param>
    /// <param name="role">The role with which the session began.</param>
    /// <param name="resetsUser">True when the file may have changed the session's user. Setting it back ends a role that was set, also an equal one.</param>
    public static void AddOwnRole(StatementBatch batch, string role, bool resetsUser)
    {
        if (resetsUser)
        {
            batch.Add("SET LOCAL SESSION AUTHORIZATION DEFAULT");
        }

        batch.Add(
            "SELECT pg_catalog.set_config('role', $1, true) WHERE current_user <> $1",
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = role });
    }

    private static string Milliseconds(TimeSpan duration) => duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
