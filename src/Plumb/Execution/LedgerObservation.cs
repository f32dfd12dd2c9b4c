namespace Plumb.Execution;

/// <summary>What a schema looked like after a run.</summary>
/// <param name="EventId">The last event before it.</param>
/// <param name="Fingerprint">Of all facts.</param>
/// <param name="ServerVersion">The server's version then.</param>
/// <param name="Profile">The platform whose objects were left out; empty for none.</param>
/// <param name="Objects">The fingerprints of the objects by their names, such as <c>table public.videos</c>.</param>
public sealed record LedgerObservation(long EventId, string Fingerprint, string ServerVersion, string Profile, IReadOnlyDictionary<string, string> Objects);
