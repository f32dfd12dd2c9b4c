using Npgsql;

namespace Plumb.Execution;

/// <summary>Errors that say nothing about the statement: the server ends the session, has no room, or is broken.</summary>
internal static class ServerFault
{
    private const string InsufficientResources = "53";

    /// <summary>True when another server, or this one on another day, would have taken the statement.</summary>
    public static bool Is(PostgresException error) =>
        EndsTheSession(error)
        || error.SqlState.StartsWith(InsufficientResources, StringComparison.Ordinal)
        || error.SqlState is PostgresErrorCodes.SystemError or PostgresErrorCodes.IoError or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted;

    /// <summary>True when the server closes the connection after the error.</summary>
    public static bool EndsTheSession(PostgresException error) => error.InvariantSeverity is "FATAL" or "PANIC";
}
