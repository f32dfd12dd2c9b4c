using Plumb.Execution;

namespace Plumb.Proof;

/// <summary>Reads a query that is embedded in the assembly.</summary>
internal static class ProofQuery
{
    /// <summary>The text of <c>Proof/Queries/<paramref name="name"/>.sql</c>.</summary>
    public static string Read(string name) => EmbeddedQuery.Read(nameof(Proof), name);
}
