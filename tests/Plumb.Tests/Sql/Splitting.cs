using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Tests.Sql;

/// <summary>Short words for splitting in tests.</summary>
internal static class Splitting
{
    public static Script Split(string text) => SqlSplitter.Split(new SourceText("test.sql", text));

    public static string[] Texts(string text) => [.. Split(text).Statements.Select(static s => s.Text)];

    /// <summary>The statements of texts in which each stands on lines of its own between semicolons.</summary>
    public static StatementKind Kind(string text) => Assert.Single(Split(text).Statements).Kind;

    public static IReadOnlyList<Finding> Faults(string text) => Assert.Throws<MigrationFileException>(() => Split(text)).Findings;

    public static Finding Fault(string text) => Assert.Single(Faults(text));
}
