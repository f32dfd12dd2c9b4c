namespace Plumb.Environments;

/// <summary>Reads a query that is embedded in the assembly.</summary>
internal static class EmbeddedQuery
{
    /// <summary>The text of <c><paramref name="area"/>/Queries/<paramref name="name"/>.sql</c>.</summary>
    public static string Read(string area, string name)
    {
        using var stream = typeof(EmbeddedQuery).Assembly.GetManifestResourceStream($"Plumb.{area}.Queries.{name}.sql")
            ?? throw new InvalidOperationException($"The query {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
