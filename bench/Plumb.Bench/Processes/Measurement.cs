namespace Plumb.Bench.Processes;

/// <summary>One run of one contender.</summary>
/// <param name="Wall">From the start of its process to the end.</param>
/// <param name="Client">The processor time of its processes; null where it cannot be told.</param>
/// <param name="Server">The processor time of the server's processes that worked for it; null where it cannot be told.</param>
internal readonly record struct Measurement(TimeSpan Wall, TimeSpan? Client, TimeSpan? Server);
