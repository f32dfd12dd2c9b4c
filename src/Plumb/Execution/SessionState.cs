using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Plumb.Execution;

/// <summary>The session settings that Plumb sets, and those of a file that must not reach the next one.</summary>
internal static class SessionState
{
    /// <summary>How often a running statement looks whether Plumb is still there, so that a killed Plumb leaves no lock.</summary>
    private const string ConnectionCheck = "1000";

    /// <summary>Adds the limits of one transaction.</summary>
    public static void AddLimits(StatementBatch batch, TimeSpan lockTimeout) => batch.Add(
        "SELECT pg_catalog.set_config('lock_timeout', $1, true), pg_catalog.set_config('client_connection_check_interval', $2, true)",
        Text(lockTimeout.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)),
        Text(OperatingSystem.IsLinux() ? ConnectionCheck : "0"));

    /// <summary>Adds the way back to the role and the settings with which the session began.</summary>
    public static void AddReset(StatementBatch batch)
    {
        batch.Add("RESET SESSION AUTHORIZATION");
        batch.Add("RESET ROLE");
        batch.Add("RESET ALL");
    }

    /// <summary>Adds what else a file may leave in its session: temporary tables, cursors, prepared statements and subscriptions to notifications.</summary>
    public static void AddCleanup(StatementBatch batch)
    {
        batch.Add("CLOSE ALL");
        batch.Add("DEALLOCATE ALL");
        batch.Add("UNLISTEN *");
        batch.Add("DISCARD TEMP");
    }

    private static NpgsqlParameter Text(string value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = value };
}
