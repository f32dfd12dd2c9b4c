using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>Finds the form of an expectation that its author most likely meant.</summary>
internal static class NearestForm
{
    /// <summary>The form nearest to <paramref name="words"/>; null when none is near.</summary>
    public static ExpectationForm? Of(IReadOnlyList<string> words)
    {
        if (words.Count == 2 && words[1].StartsWith("row", StringComparison.OrdinalIgnoreCase) && IsNumberWord(words[0]))
        {
            return ExpectationForm.All.First(static form => form.Kind == ExpectationKind.ExactRows);
        }

        var shape = string.Join(' ', words.Select(static word => word.All(char.IsAsciiDigit) ? "N" : word));
        return Nearest(shape, ExpectationForm.All.Where(static form => !form.IsOpen))
            ?? Nearest(words[0], ExpectationForm.All.Where(static form => form.Heading.Length == 1))
            ?? (words.Count < 2 ? null : Nearest($"{words[0]} {words[1]}", ExpectationForm.All.Where(static form => form.Heading.Length > 1)))
            ?? ExpectationForm.All.FirstOrDefault(form => form.Words[0].Equals(words[0], StringComparison.OrdinalIgnoreCase));
    }

    private static ExpectationForm? Nearest(string text, IEnumerable<ExpectationForm> forms)
    {
        var byHeading = new Dictionary<string, ExpectationForm>(StringComparer.Ordinal);
        foreach (var form in forms)
        {
            byHeading.TryAdd(string.Join(' ', form.Heading!), form);
            byHeading.TryAdd(string.Join(' ', form.Heading[..Math.Min(2, form.Heading.Length)]!), form);
        }

        return NearestName.Of(text, byHeading.Keys) is { } name ? byHeading[name] : null;
    }

    private static bool IsNumberWord(string word) => word.ToLowerInvariant() is
        "zero" or "one" or "two" or "three" or "four" or "five" or "six" or "seven" or "eight" or "nine" or "ten";
}
