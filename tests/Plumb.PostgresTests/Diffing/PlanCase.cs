using System.Globalization;
using Plumb.PostgresTests.Sql;

namespace Plumb.PostgresTests.Diffing;

/// <summary>Two schemas in a folder of the corpus: <c>before.sql</c> and <c>after.sql</c>, or <c>a.sql</c> and <c>b.sql</c>, and perhaps <c>rows.sql</c> for the first.</summary>
internal sealed record PlanCase(PlanScript Before, PlanScript After, string? Rows)
{
    private static readonly string Corpus = Path.Combine(Repository.Root, "corpus");

    /// <summary>The first version that knows both.</summary>
    public int Since => Math.Max(Before.Since, After.Since);

    /// <summary>The names of the folders of a family; with PLUMB_TEST_SAMPLE=4, every fourth.</summary>
    public static TheoryData<string> Named(string prefix)
    {
        var step = int.Parse(Environment.GetEnvironmentVariable("PLUMB_TEST_SAMPLE") ?? "1", CultureInfo.InvariantCulture);
        return [.. Directory.GetDirectories(Corpus, prefix + "*").Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal).Where((_, i) => i % step == 0)];
    }

    /// <summary>Reads a folder.</summary>
    public static PlanCase Read(string name)
    {
        var folder = Path.Combine(Corpus, name);
        var (before, after) = File.Exists(Path.Combine(folder, "a.sql")) ? ("a.sql", "b.sql") : ("before.sql", "after.sql");
        var rows = Path.Combine(folder, "rows.sql");
        return new PlanCase(
            PlanScript.Read(Path.Combine(folder, before)), PlanScript.Read(Path.Combine(folder, after)), File.Exists(rows) ? File.ReadAllText(rows) : null);
    }
}
