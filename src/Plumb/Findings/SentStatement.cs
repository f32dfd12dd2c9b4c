namespace Plumb.Findings;

/// <summary>A statement as it was sent to a server, and the way back to the user's file.</summary>
/// <param name="Text">Exactly what was sent.</param>
/// <param name="Place">Where it starts; used when the server names no position.</param>
/// <param name="PlaceAt">The place of an offset in <paramref name="Text"/>, counted from 0; one that underlines a single
/// character is widened to the word that starts there.</param>
internal sealed record SentStatement(string Text, Place? Place, Func<int, Place?> PlaceAt)
{
    /// <summary>As whom it ran; null when that is not known.</summary>
    public string? Role { get; init; }

    /// <summary>True when values of rows must not be shown.</summary>
    public bool HidesValues { get; init; }
}
