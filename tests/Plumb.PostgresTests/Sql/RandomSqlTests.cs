using System.Text;
using System.Text.RegularExpressions;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.PostgresTests.Sql;

/// <summary>Random heaps of the pieces that rules are about, glued together: psql and Plumb still split them alike.</summary>
public sealed partial class RandomSqlTests(PostgresServer server) : IDisposable
{
    private const int Files = 300;

    private static readonly string[] Pieces =
    [
        ";", ";", ";\n", " ", "\n", "\n\n", "\r\n", "\t", "'", "''", "\"", "E'", "e'\\''", "'a'", "'\\'", "U&'", "U&\"", "B'", "x'1'", "n'", "$$", "$a$", "$a$", "$",
        "$1", "a$b$", "--", "-- c\n", "/*", "*/", "/* c */", "-", "+", "*", "/", "@", "(", ")", "(", ")", "1", "1.5e", "1e+", "0x", "..", ".", ":", "::", ":=",
        ":a", ":'a'", ":\"a\"", "[", "]", "{", "é", "_", "a", "E", "CREATE ", "OR ", "REPLACE ", "FUNCTION ", "PROCEDURE ", "BEGIN ", "CASE ", "END ", "SELECT ",
        "CREATE FUNCTION f() ", "CREATE OR REPLACE PROCEDURE p() ", "BEGIN ATOMIC SELECT 1; END", "COPY t FROM STDIN;\nrow\n\\.\n", "COPY t TO STDOUT;",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("plumb-random-").FullName;

    [Fact]
    public async Task Random_text_is_split_as_psql_splits_it()
    {
        var random = new Random(15);
        var compared = 0;
        for (var number = 0; number < Files; number++)
        {
            if (Split(Generate(random)) is { } script)
            {
                var file = Path.Combine(folder, "input.sql");
                await File.WriteAllTextAsync(file, script.Source.Text, TestContext.Current.CancellationToken);
                var difference = Judgement.Compare(script, await Psql.SendAsync(file, server.ConnectionString, execute: false));
                Assert.True(difference is null, $"{difference}\nin\n{script.Source.Text}");
                compared++;
            }
        }

        Assert.True(compared > Files / 2, $"only {compared} texts were closed at the end");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Generate(Random random)
    {
        var text = new StringBuilder();
        for (var piece = random.Next(5, 60); piece > 0; piece--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    /// <summary>Tries to close what is open at the end, because psql sends an open statement and Plumb refuses it.</summary>
    private static Script? Split(string text)
    {
        // Here psql and the server disagree, and Plumb follows the server.
        if (ContinuedString().IsMatch(text))
        {
            return null;
        }

        foreach (var end in (string[])["", ";", "'", "\"", "$$", "$a$", "*/", ")", "))", "\n;", " END", " END END"])
        {
            try
            {
                return SqlSplitter.Split(new SourceText("input.sql", text + end));
            }
            catch (MigrationFileException)
            {
            }
        }

        return null;
    }

    [GeneratedRegex(@"'(?:\s|--[^\r\n]*)*\n(?:\s|--[^\r\n]*)*'")]
    private static partial Regex ContinuedString();
}
