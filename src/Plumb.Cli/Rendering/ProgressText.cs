using Plumb.Execution;

namespace Plumb.Cli.Rendering;

/// <summary>The notes about things that take longer than expected.</summary>
internal static class ProgressText
{
    /// <summary>The text for an event; null when it needs none.</summary>
    public static string? Of(ExecutionEvent value) => value switch
    {
        ExecutionEvent.WaitingForTurn waiting =>
            $"! waiting for another Plumb on this database, {Durations.Rough(waiting.Waited)}\n  held by {waiting.Holder}",
        ExecutionEvent.Blocked blocked =>
            $"! waiting for a lock{(blocked.Blocker.Relation is { } relation ? $" on {relation}" : "")}\n  held by {blocked.Blocker}",
        ExecutionEvent.Retrying retrying =>
            $"! {retrying.Migration.Id} could not have its locks (attempt {retrying.Attempt} of {retrying.Attempts}); rolled back, again in {Durations.Rough(retrying.Pause)}"
            + (retrying.Blocker is null ? "" : $"\n  held by {retrying.Blocker}"),
        ExecutionEvent.Noted noted => $"  {noted.Text}",
        _ => null,
    };
}
