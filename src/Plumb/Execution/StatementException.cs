using Npgsql;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>The server refused a statement. <see cref="Statement"/> is null when it was one of Plumb's own.</summary>
internal sealed class StatementException(Statement? statement, PostgresException cause) : Exception(cause.MessageText, cause)
{
    /// <summary>The statement of the user's file.</summary>
    public Statement? Statement { get; } = statement;

    /// <summary>What the server said.</summary>
    public PostgresException Cause { get; } = cause;
}
