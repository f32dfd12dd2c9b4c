namespace Plumb.Findings;

/// <summary>PL340–PL349: what <c>explain-access</c> is asked.</summary>
public static partial class FindingCodes
{
    /// <summary>There is no table of that name in the database.</summary>
    public static readonly FindingCode UnknownTable = new("PL340", "unknown-table");

    /// <summary>There is no role of that name on the server.</summary>
    public static readonly FindingCode UnknownRole = new("PL341", "unknown-role");

    /// <summary>Claims are no JSON object.</summary>
    public static readonly FindingCode InvalidClaims = new("PL342", "invalid-claims");

    /// <summary>A row to be tried is no JSON object, names an unknown column, or has a value that does not fit.</summary>
    public static readonly FindingCode InvalidRow = new("PL343", "invalid-row");
}
