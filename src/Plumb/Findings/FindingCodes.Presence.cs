namespace Plumb.Findings;

/// <summary>PL330–PL339: what of a migration is in a database already.</summary>
public static partial class FindingCodes
{
    /// <summary>A migration cannot be adopted: something that it makes is not there, or differs.</summary>
    public static readonly FindingCode NotWhollyThere = new("PL330", "not-wholly-there") { Page = "diagnosis/partial-application.md" };

    /// <summary>A migration cannot be adopted: it makes no object, and no check shows that it was applied.</summary>
    public static readonly FindingCode NothingShowsIt = new("PL331", "nothing-shows-it") { Page = "diagnosis/partial-application.md" };

    /// <summary>The schema changed between the look at it and the record of what was adopted.</summary>
    public static readonly FindingCode ChangedMeanwhile = new("PL332", "changed-meanwhile") { Page = "diagnosis/partial-application.md" };

    /// <summary>A migration that is adopted writes rows too, and no check shows that they are there.</summary>
    public static readonly FindingCode RowsNotShown = new("PL333", "rows-not-shown") { Page = "diagnosis/partial-application.md" };

    /// <summary>Migrations that are adopted make something and remove it again, so that nothing shows whether they ran.</summary>
    public static readonly FindingCode LeavesNothing = new("PL334", "leaves-nothing") { Page = "diagnosis/partial-application.md" };
}
