namespace Plumb.Diffing.Rules;

/// <summary>Writes texts as SQL literals that mean the same under every setting.</summary>
internal static class SqlLiteral
{
    public static string Of(string text)
    {
        var quoted = $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        return text.Contains('\\') ? $"E{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}" : quoted;
    }
}
