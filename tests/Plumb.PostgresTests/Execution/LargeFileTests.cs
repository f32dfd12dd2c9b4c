using System.Text;

namespace Plumb.PostgresTests.Execution;

/// <summary>Files of 100 MB, run by the program as a process.</summary>
public sealed class LargeFileTests(PostgresServer server)
{
    private const int Megabyte = 1 << 20;
    private const int Rows = 100_000;
    private const int MostMemory = 650 * Megabyte;

    private static readonly string Padding = new('x', 1000);

    [Fact]
    public Task A_hundred_thousand_statements() => ShowAsync(
        static (file, i) => file.Write($"INSERT INTO a VALUES ({i}, '{Padding}');\n"), "CREATE TABLE a (id int, t text);\n", "");

    [Fact]
    public Task One_COPY() => ShowAsync(
        static (file, i) => file.Write($"{i}\t{Padding}\n"), "CREATE TABLE a (id int, t text);\nCOPY a FROM STDIN;\n", "\\.\n");

    private async Task ShowAsync(Action<TextWriter, int> writeRow, string head, string tail)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/001_a.sql", ""));
        var file = Path.Combine(project.Root, "migrations", "001_a.sql");
        await using (var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), bufferSize: Megabyte))
        {
            await writer.WriteAsync(head);
            for (var i = 0; i < Rows; i++)
            {
                writeRow(writer, i);
            }

            await writer.WriteAsync(tail);
        }

        Assert.InRange(new FileInfo(file).Length, 100_000_000, 120_000_000);
        using var plumb = PlumbProcess.Start(project, "up", "--env", "test");
        var memory = plumb.MostMemoryAsync();
        var (exitCode, output, errors) = await plumb.WaitAsync(TimeSpan.FromMinutes(3));

        Assert.True(exitCode == 0, output + errors);
        Assert.Equal($"{Rows}|{Rows * 1000L}", await project.ScalarAsync("SELECT count(DISTINCT id) || '|' || sum(length(t)) FROM a"));
        await project.AssertLedgerAsync("001_a");
        Assert.Equal("t", await project.ScalarAsync("SELECT sum(length(s)) < 1000000 FROM plumb.event, unnest(statements) s"));
        Assert.InRange(await memory, 1, MostMemory);
    }
}
