namespace Plumb.Execution;

/// <summary>A session that another one waits for.</summary>
/// <param name="ProcessId">Its server process.</param>
/// <param name="Application">Its <c>application_name</c>; empty when it has none or it may not be seen.</param>
/// <param name="User">Its role; empty when it may not be seen.</param>
/// <param name="State">Such as <c>idle in transaction</c>.</param>
/// <param name="StateAge">How long it has been in that state.</param>
/// <param name="Query">The beginning of its current or last query; empty when it may not be seen.</param>
/// <param name="Relation">The relation that is waited for; null when the lock is of another kind.</param>
public sealed record Blocker(int ProcessId, string Application, string User, string State, TimeSpan StateAge, string Query, string? Relation)
{
    /// <summary>One line that names the session, such as <c>pid 4411, app "analytics", idle in transaction for 12 min: SELECT …</c>.</summary>
    public override string ToString()
    {
        var application = Application.Length > 0 ? $", app \"{Application}\"" : "";
        var user = User.Length > 0 ? $", role {User}" : "";
        var state = State.Length > 0 ? $", {State} for {Durations.Rough(StateAge)}" : "";
        return $"pid {ProcessId}{application}{user}{state}{(Query.Length > 0 ? $": {Query}" : "")}";
    }
}
