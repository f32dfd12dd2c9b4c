using Plumb.Execution;

namespace Plumb.Proof.Orders;

/// <summary>Two migrations whose order makes a difference.</summary>
/// <param name="Mine">The one that is pending.</param>
/// <param name="Theirs">The other one.</param>
/// <param name="MineFirst">What became of them when <paramref name="Mine"/> ran first; null when both ran.</param>
/// <param name="TheirsFirst">The same when <paramref name="Theirs"/> ran first.</param>
/// <param name="Differences">How the schemas differ, when both orders ran.</param>
internal sealed record OrderConflict(
    PreparedMigration Mine, PreparedMigration Theirs, StatementException? MineFirst, StatementException? TheirsFirst, IReadOnlyList<string> Differences);
