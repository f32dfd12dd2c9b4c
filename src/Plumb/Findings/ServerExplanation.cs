namespace Plumb.Findings;

/// <summary>What an error of the server means and what to do about it.</summary>
/// <param name="Code">The kind of finding.</param>
/// <param name="Meaning">What it means for the user.</param>
/// <param name="Help">What to do.</param>
internal sealed record ServerExplanation(FindingCode Code, string? Meaning = null, string? Help = null)
{
    /// <summary>The query that lists the rows at fault; null when there are none or they are not known.</summary>
    public string? RowsQuery { get; init; }
}
