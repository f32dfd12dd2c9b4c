namespace Plumb.Catalog;

/// <summary>Keeps one copy of each text and number: most names, types and values occur many times.</summary>
internal sealed class FactTexts
{
    private const int LongestShared = 200;

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, object> numbers = [];

    /// <summary>The copy of that text.</summary>
    public string Shared(string text)
    {
        if (text.Length > LongestShared)
        {
            return text;
        }

        if (!texts.TryGetValue(text, out var shared))
        {
            texts.Add(text, shared = text);
        }

        return shared;
    }

    /// <summary>The copy of that number.</summary>
    public object Shared(long number)
    {
        if (!numbers.TryGetValue(number, out var shared))
        {
            numbers.Add(number, shared = number);
        }

        return shared;
    }
}
