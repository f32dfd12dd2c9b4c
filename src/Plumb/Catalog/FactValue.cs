using System.Globalization;

namespace Plumb.Catalog;

/// <summary>The value of a property of a fact: a text, a truth value, a whole number or a list of texts.</summary>
public readonly struct FactValue : IEquatable<FactValue>
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <summary>A text.</summary>
    public FactValue(string text) => Content = text;

    /// <summary>A truth value.</summary>
    public FactValue(bool value) => Content = value ? True : False;

    /// <summary>A whole number.</summary>
    public FactValue(long number) => Content = number;

    /// <summary>A list of texts.</summary>
    public FactValue(IReadOnlyList<string> items) => Content = items as string[] ?? [.. items];

    private FactValue(object content) => Content = content;

    /// <summary>What kind of value it is.</summary>
    public FactValueKind Kind => Content switch
    {
        bool => FactValueKind.Boolean,
        long => FactValueKind.Number,
        string[] => FactValueKind.List,
        _ => FactValueKind.Text,
    };

    /// <summary>The text; null when it is none.</summary>
    public string? Text => Content as string;

    /// <summary>The truth value; false when it is none.</summary>
    public bool Boolean => Content is true;

    /// <summary>The number; null when it is none.</summary>
    public long? Number => Content as long?;

    /// <summary>The list; empty when it is none.</summary>
    public IReadOnlyList<string> List => Content as string[] ?? [];

    /// <summary>A string, a bool, a long or an array of strings.</summary>
    internal object Content { get; }

    /// <summary>Whether two values are the same.</summary>
    public static bool operator ==(FactValue left, FactValue right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(FactValue left, FactValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(FactValue other) => Content is string[] items && other.Content is string[] others
        ? items.AsSpan().SequenceEqual(others)
        : Equals(Content, other.Content);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FactValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Content is string[] items ? items.Length : Content?.GetHashCode() ?? 0;

    /// <summary>The value for people; the items of a list with commas between.</summary>
    public override string ToString() => Content switch
    {
        bool value => value ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        string[] items => string.Join(", ", items),
        _ => Content as string ?? "",
    };

    /// <summary>Wraps what is a string, a bool, a long or an array of strings already.</summary>
    internal static FactValue Of(object content) => new(content);
}
