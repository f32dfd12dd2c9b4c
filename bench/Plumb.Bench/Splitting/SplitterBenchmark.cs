using System.Diagnostics;
using System.Globalization;
using System.Text;
using Plumb.Sql;

namespace Plumb.Bench.Splitting;

/// <summary>How fast SQL is decoded, lexed and split, on one core. A megabyte is 1,000,000 bytes of the UTF-8 file.</summary>
internal sealed class SplitterBenchmark : IBenchmark
{
    private const int Size = 32_000_000;
    private const int Rounds = 7;

    public string Name => "splitter";

    public string Summary => "decoding, lexing and splitting SQL: MB/s on one core, bytes allocated per token";

    public async Task RunAsync(TextWriter output, IReadOnlyList<string> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("plumb-bench-").FullName;
        try
        {
            await output.WriteLineAsync("  input             MB   statements      tokens   read MB/s   lex MB/s   split MB/s   lex bytes/token   split bytes/statement");
            foreach (var (name, text) in Inputs(arguments))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, name), text);
                await output.WriteLineAsync(Measure(folder, name, Encoding.UTF8.GetByteCount(text)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Name, string Text)> Inputs(IReadOnlyList<string> files)
    {
        foreach (var file in files)
        {
            var text = File.ReadAllText(file) + "\n";
            yield return (Path.GetFileName(file), new StringBuilder().Insert(0, text, Math.Max(1, Size / text.Length)).ToString());
        }

        if (files.Count == 0)
        {
            yield return ("migrations", SampleSql.Migrations(Size));
            yield return ("dump-inserts", SampleSql.DumpWithInserts(Size));
            yield return ("dump-copy", SampleSql.DumpWithCopy(Size));
        }
    }

    private static string Measure(string folder, string name, int bytes)
    {
        var source = SqlFile.Read(folder, name);
        var statements = SqlSplitter.Split(source).Statements.Count;
        var tokens = CountTokens(source.Text);
        var (read, _) = Best(() => SqlFile.Read(folder, name).Text.Length);
        var (lex, lexBytes) = Best(() => CountTokens(source.Text));
        var (split, splitBytes) = Best(() => SqlSplitter.Split(source).Statements.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-14} {bytes / 1e6,5:F0} {statements,12:N0} {tokens,11:N0} {Rate(bytes, read),11:F0} {Rate(bytes, lex),10:F0} {Rate(bytes, split),12:F0} {(double)lexBytes / tokens,17:F3} {(double)splitBytes / statements,23:F0}");
    }

    private static double Rate(int bytes, TimeSpan time) => bytes / 1e6 / time.TotalSeconds;

    private static int CountTokens(string text)
    {
        var lexer = new SqlLexer(text);
        var count = 0;
        while (lexer.Read() != SqlTokenKind.End)
        {
            count++;
        }

        return count;
    }

    /// <summary>The shortest of several rounds, and the bytes that round allocated.</summary>
    private static (TimeSpan Time, long Bytes) Best(Func<int> work)
    {
        var best = TimeSpan.MaxValue;
        var bytes = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            _ = work();
            var time = Stopwatch.GetElapsedTime(start);
            (best, bytes) = time < best ? (time, GC.GetAllocatedBytesForCurrentThread() - before) : (best, bytes);
        }

        return (best, bytes);
    }
}
