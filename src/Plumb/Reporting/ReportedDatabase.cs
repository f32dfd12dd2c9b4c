using Plumb.Environments;
using Plumb.Execution;

namespace Plumb.Reporting;

/// <summary>A database that a command reached.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="Target">Where it is, as <c>role@host:port/database</c>.</param>
/// <param name="Server">Who answers.</param>
public sealed record ReportedDatabase(string Environment, string Target, ServerIdentity Server)
{
    /// <summary>The database of a result.</summary>
    public static ReportedDatabase Of(ExecutionResult result) => new(result.Target.Environment, result.Target.ToString(), result.Identity);
}
