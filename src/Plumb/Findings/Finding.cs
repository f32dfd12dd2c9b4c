namespace Plumb.Findings;

/// <summary>
/// Something reported about the user's files or database, in four parts:
/// what happened, where, what it means and what to do.
/// </summary>
/// <param name="Code">The kind of finding.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">What happened: one sentence without a full stop, starting in lower case unless it starts with a name.</param>
public sealed record Finding(FindingCode Code, Severity Severity, string Message)
{
    /// <summary>Where it is; null when it concerns no file.</summary>
    public Place? Place { get; init; }

    /// <summary>Other places that explain it, such as the line of the function in which a statement failed.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    /// <summary>What it means for the user; null when the message says it all.</summary>
    public string? Meaning { get; init; }

    /// <summary>What was found that explains it: other places, server details, offending rows. One line each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>What to do, as an exact command or edit.</summary>
    public string? Help { get; init; }

    /// <summary>The server's five-character SQLSTATE when the finding comes from PostgreSQL.</summary>
    public string? SqlState { get; init; }
}
