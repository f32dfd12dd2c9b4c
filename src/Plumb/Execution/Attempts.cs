using Npgsql;

namespace Plumb.Execution;

/// <summary>Which failures another attempt may mend, and how long to pause before it.</summary>
internal static class Attempts
{
    private const int MostPauses = 20;

    /// <summary>True for a lock that was not had in time, a deadlock, and a serialization failure.</summary>
    public static bool MayMend(StatementException failed) => failed.Cause.SqlState
        is PostgresErrorCodes.LockNotAvailable
        or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.SerializationFailure;

    /// <summary>The pause after attempt <paramref name="attempt"/>, counted from 1: doubles each time, up to 20 times the first.</summary>
    public static TimeSpan PauseAfter(int attempt, TimeSpan first) => first * Math.Min(Math.Pow(2, attempt - 1), MostPauses);
}
