using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.Proof.Crashes;

/// <summary>How one run of a migration ended.</summary>
/// <param name="WasKilled">True when its session was ended on purpose.</param>
/// <param name="Done">How many statements were done when it ended, as far as the run told.</param>
/// <param name="Result">What it came to; null when it was killed or could not go on.</param>
/// <param name="Findings">Why it did not end well.</param>
internal sealed record CrashedRun(bool WasKilled, int Done, MigrationResult? Result, IReadOnlyList<Finding> Findings)
{
    /// <summary>True when the migration counts as applied.</summary>
    public bool Succeeded => Result?.Succeeded == true;
}
