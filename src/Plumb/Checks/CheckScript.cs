using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>The checks of one companion script.</summary>
/// <param name="Source">The file.</param>
/// <param name="Checks">In the order of the file.</param>
public sealed record CheckScript(SourceText Source, IReadOnlyList<Check> Checks)
{
    /// <summary>What is wrong in the script; with an error among them it must not run.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
