using Npgsql;
using Plumb.Sql;

namespace Plumb.PostgresTests.Sql;

/// <summary>Every folder <c>corpus/split--*</c>: psql runs its input.sql on a real server, and what the server receives is what Plumb finds.</summary>
public sealed class SplitCorpusTests(PostgresServer server)
{
    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "corpus"), "split--*").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Plumb_finds_the_statements_that_psql_sends(string name)
    {
        var folder = Path.Combine(Repository.Root, "corpus", name);
        var file = Path.Combine(folder, "input.sql");
        var database = await server.CreateDatabaseAsync();
        try
        {
            var script = SqlSplitter.Split(SqlFile.Read(folder, file), folder);
            var sent = await Psql.SendAsync(file, database, execute: true);

            Assert.NotEmpty(script.Statements);
            Assert.Null(Judgement.Compare(script, sent));
        }
        finally
        {
            await server.DropDatabaseAsync(database);
        }
    }

    /// <summary>
    /// psql reads a file line by line and forgets at the end of a line that a string began with an E; the server does not. Plumb follows the
    /// server: with psql's rule the statement would be cut in two that the server cannot read.
    /// </summary>
    [Fact]
    public async Task Psql_loses_the_escapes_of_a_string_that_goes_on_in_the_next_line()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-split-").FullName;
        try
        {
            var file = Path.Combine(folder, "input.sql");
            await File.WriteAllTextAsync(file, "SELECT E'a'\n'b\\'c;';\nSELECT 2;\n", TestContext.Current.CancellationToken);
            var sent = await Psql.SendAsync(file, server.ConnectionString, execute: true);

            Assert.Equal("SELECT E'a'\n'b\\'c;", sent[0].Text);
            Assert.Equal(["SELECT E'a'\n'b\\'c;'", "SELECT 2"], SqlSplitter.Split(SqlFile.Read(folder, file)).Statements.Select(static s => s.Text));
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("SELECT E'a'\n'b\\'c;'", connection);
            Assert.Equal("ab'c;", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
