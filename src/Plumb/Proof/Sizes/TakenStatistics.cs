using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Proof.Sizes;

/// <summary>Statistics that were just read from a database.</summary>
/// <param name="Target">The database.</param>
/// <param name="Identity">Who answered.</param>
/// <param name="Statistics">How large its tables are.</param>
public sealed record TakenStatistics(ConnectionTarget Target, ServerIdentity Identity, TableStatistics Statistics)
{
    /// <summary>What is to be said about them: tables that were never analyzed.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
