namespace Plumb.Findings;

/// <summary>The stable identity of a kind of finding. Codes are never reused for something else.</summary>
/// <param name="Code">The code as users see it, such as <c>PL101</c>.</param>
/// <param name="Slug">A readable name in kebab case, such as <c>unterminated-string</c>.</param>
public sealed record FindingCode(string Code, string Slug)
{
    /// <summary>The page that explains it, below <c>docs/</c>; null when the finding says it all.</summary>
    public string? Page { get; init; }

    /// <summary>The code alone.</summary>
    public override string ToString() => Code;
}
