using Plumb.Findings;
using Plumb.Proof;

namespace Plumb.Watching;

/// <summary>What a watch has to say: after its start, and after each save at once and when it is through.</summary>
/// <param name="Stage">What it is about.</param>
/// <param name="At">When the file was saved.</param>
/// <param name="Duration">How long ago that was.</param>
public sealed record WatchReport(WatchStage Stage, DateTimeOffset At, TimeSpan Duration)
{
    /// <summary>The migration that was judged; null where it is about several or none.</summary>
    public string? Migration { get; init; }

    /// <summary>The files that were saved or are new, and those that are gone with a minus sign before them, relative to the project.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What was shown; null when nothing could be judged.</summary>
    public ProofResult? Proof { get; init; }

    /// <summary>The migrations that do not hold, as far as is known, without those that <see cref="Proof"/> is about.</summary>
    public IReadOnlyList<string> StillFailing { get; init; } = [];

    /// <summary>What is wrong in the files, where they could not be read.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The obligations that a watch leaves to <c>plumb prove</c>.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>True when everything that was demanded and judged is shown.</summary>
    public bool Holds => Proof is { Holds: true };
}
