using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>A statement ended its own session, or the server with it.</summary>
internal sealed class SessionLostException(Statement? statement, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>The statement; null when it is not known.</summary>
    public Statement? Statement { get; } = statement;
}
