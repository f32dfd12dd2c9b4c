using System.Text;
using System.Text.RegularExpressions;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.PostgresTests.Sql;

/// <summary>
/// psql and Plumb split PostgreSQL's own regression SQL alike. The relay answers in the server's place: that suite creates roles and tablespaces, and
/// would not leave a server as it was. Lines with meta-commands are taken out before, for both.
/// </summary>
public sealed partial class RegressionSqlTests(PostgresServer server) : IDisposable
{
    private const string NotUtf8 = "is in another encoding than UTF-8, which is an error with the byte's place";

    private readonly string folder = Directory.CreateTempSubdirectory("plumb-regression-").FullName;

    /// <summary>Files that are left out, each with the reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["src/test/mb/sql/big5.sql"] = NotUtf8,
        ["src/test/mb/sql/euc_cn.sql"] = NotUtf8,
        ["src/test/mb/sql/euc_jp.sql"] = NotUtf8,
        ["src/test/mb/sql/euc_kr.sql"] = NotUtf8,
        ["src/test/mb/sql/euc_tw.sql"] = NotUtf8,
        ["src/test/mb/sql/gb18030.sql"] = NotUtf8,
        ["src/test/mb/sql/mule_internal.sql"] = NotUtf8,
        ["src/test/mb/sql/sjis.sql"] = NotUtf8,
        ["src/test/regress/sql/psql.sql"] = "tests psql's meta-commands within lines, such as \\if between two words",
    };

    [Fact]
    public async Task Plumb_splits_the_regression_sql_of_PostgreSQL_as_psql_does()
    {
        var root = await RegressionSql.FetchAsync();
        var files = Directory.EnumerateFiles(root, "*.sql", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var failures = new List<string>();
        var compared = 0;
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(root, file).Replace('\\', '/');
            var failure = await JudgeAsync(file);
            var isException = Exceptions.ContainsKey(name);
            if (failure is null == isException)
            {
                failures.Add($"{name}: {failure ?? "agrees now, so it is no exception any more"}");
            }

            compared += isException ? 0 : 1;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} of {files.Count} files compared equal");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Select(static f => f[..Math.Min(f.Length, 1_000)])));
        Assert.True(compared > 300, $"only {compared} files");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string?> JudgeAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var text = WithoutMetaCommands(Encoding.Latin1.GetString(bytes));
        var copy = Path.Combine(folder, "input.sql");
        await File.WriteAllBytesAsync(copy, Encoding.Latin1.GetBytes(text));
        try
        {
            var script = SqlSplitter.Split(SqlFile.Read(folder, copy), folder);
            return Judgement.Compare(script, await Psql.SendAsync(copy, server.ConnectionString, execute: false));
        }
        catch (MigrationFileException exception)
        {
            return FindingText.Render(exception.Findings);
        }
    }

    private static string WithoutMetaCommands(string text)
    {
        text = CopyCommand().Replace(text, "COPY $1;");
        text = RefusedCopy().Replace(text, "");
        text = MetaCommandLine().Replace(text, "");
        text = MetaCommandAtEnd().Replace(text, ";");
        text = Variable().Replace(text, "'$1'");
        return text.Replace(@"\;", ";", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\\copy (.*)$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex CopyCommand();

    /// <summary>The server refuses it always; whether psql then takes what follows for rows differs between its minor releases.</summary>
    [GeneratedRegex(@"^copy \(.*\) from stdin;\n", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex RefusedCopy();

    [GeneratedRegex(@"^[ \t]*\\(?!u[0-9])[A-Za-z?!][^\n]*\n", RegexOptions.Multiline)]
    private static partial Regex MetaCommandLine();

    [GeneratedRegex(@"\\(?:gset|gx|gdesc|gexec|g|crosstabview|watch)\b[^\n]*")]
    private static partial Regex MetaCommandAtEnd();

    [GeneratedRegex(@":'(\w+)'")]
    private static partial Regex Variable();
}
