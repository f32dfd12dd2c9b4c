namespace Plumb.Proof;

/// <summary>How far a role reaches the rows of a table with a command.</summary>
internal enum AccessLevel
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Only the rows that a policy lets through.</summary>
    Filtered,

    /// <summary>All rows.</summary>
    All,
}
