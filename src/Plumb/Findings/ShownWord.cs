namespace Plumb.Findings;

/// <summary>A word that a person typed, as a message may repeat it.</summary>
public static class ShownWord
{
    private const string Hidden = "‹hidden›";

    /// <summary>The word; not when it looks like a connection string in the wrong place, which may hold a password.</summary>
    public static string Of(string word) => MayHoldPassword(word) ? Hidden : word;

    /// <summary>A message without those of <paramref name="words"/> that may hold a password.</summary>
    public static string Without(string message, IEnumerable<string> words) =>
        words.Where(MayHoldPassword).Aggregate(message, static (text, word) => text.Replace(word, Hidden, StringComparison.Ordinal));

    private static bool MayHoldPassword(string word) =>
        word.Contains("://", StringComparison.Ordinal)
        || (word.Contains('@', StringComparison.Ordinal) && word.Contains(':', StringComparison.Ordinal))
        || (word.Contains('=', StringComparison.Ordinal) && (word.Contains("password", StringComparison.OrdinalIgnoreCase) || word.Contains("pwd", StringComparison.OrdinalIgnoreCase)));
}
