using Plumb.Execution;

namespace Plumb.Presence;

/// <summary>What came of an adoption.</summary>
/// <param name="Execution">The database, its ledger before, the checks and what was found.</param>
/// <param name="Presence">What each migration makes, held against the database; empty when there was nothing to adopt.</param>
/// <param name="IsRecorded">True when all of them are recorded now; otherwise none is.</param>
public sealed record AdoptionResult(ExecutionResult Execution, IReadOnlyList<MigrationPresence> Presence, bool IsRecorded);
