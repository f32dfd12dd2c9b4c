namespace Plumb.Findings;

/// <summary>PL330–PL339: what of a migration is in a database already.</summary>
public static partial class FindingCodes
{
    /// <summary>A migration cannot be adopted: something that it makes is not there, or differs.</summary>
    public static readonly FindingCode NotWhollyThere = new("PL330", "not-wholly-there") { Page = "diagnosis/partial-application.md" };

    /// <summary>A migration cannot be adopted: it makes no object, and no check shows that it was applied.</summary>
    public static readonly FindingCode NothingShowsIt = new("PL331", "nothing-shows-it") { Page = "diagnosis/partial-application.md" };
}
