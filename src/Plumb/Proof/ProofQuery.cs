namespace Plumb.Proof;

/// <summary>Reads a query that is embedded in the assembly.</summary>
internal static class ProofQuery
{
    /// <summary>The text of <c>Proof/Queries/<paramref name="name"/>.sql</c>.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(ProofQuery).Assembly.GetManifestResourceStream($"{typeof(ProofQuery).Namespace}.Queries.{name}.sql")
            ?? throw new InvalidOperationException($"The query {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
