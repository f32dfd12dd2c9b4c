namespace Plumb.Diagnosis;

/// <summary>Reads a query that is embedded in the assembly.</summary>
internal static class DiagnosisQuery
{
    /// <summary>The text of <c>Diagnosis/Queries/<paramref name="name"/>.sql</c>.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(DiagnosisQuery).Assembly.GetManifestResourceStream($"Plumb.Diagnosis.Queries.{name}.sql")
            ?? throw new InvalidOperationException($"The query {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
