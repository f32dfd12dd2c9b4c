using Plumb.Execution;

namespace Plumb.Drift;

/// <summary>One run of a migration whose changes are in the database.</summary>
/// <param name="Event">The event that records it.</param>
/// <param name="IsFirst">False when the same repeatable migration ran before.</param>
internal sealed record RecordedRun(LedgerEvent Event, bool IsFirst);
