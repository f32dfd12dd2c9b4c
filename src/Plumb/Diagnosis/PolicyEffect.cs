namespace Plumb.Diagnosis;

/// <summary>One policy of a table, and what it does for a role and a command.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsPermissive">True when one such policy suffices; false when all such must be true.</param>
/// <param name="Command">The command it is for, such as <c>SELECT</c> or <c>ALL</c>.</param>
/// <param name="Roles">The roles it is for.</param>
/// <param name="Applies">Whether it is for this role and command.</param>
public sealed record PolicyEffect(string Name, bool IsPermissive, string Command, IReadOnlyList<string> Roles, bool Applies)
{
    /// <summary>The condition on rows that are there; null when there is none.</summary>
    public string? Using { get; init; }

    /// <summary>The condition on rows that are written; null when there is none.</summary>
    public string? Check { get; init; }

    /// <summary>How many rows make <see cref="Using"/> true; null when it was not tried.</summary>
    public long? Passing { get; init; }

    /// <summary>Whether <see cref="Check"/> is true for the row that was given; null when it was not tried.</summary>
    public bool? IsRowAccepted { get; init; }

    /// <summary>Why it could not be evaluated; null when it could.</summary>
    public string? Error { get; init; }
}
