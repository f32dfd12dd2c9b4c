using Plumb.Environments;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.PostgresTests.Sql;
using Plumb.Proof;
using Plumb.Proof.Sizes;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Proof;

/// <summary>
/// A folder <c>corpus/prove--*</c>: <c>chain</c> with what <c>faulty</c> adds has one planted fault, with what <c>sound</c> adds it has
/// none. <c>expect.txt</c> says by which obligation and where the fault must be found.
/// </summary>
internal sealed class ProofCase : IDisposable
{
    private static readonly string Corpus = Path.Combine(Repository.Root, "corpus");

    private readonly string folder = Directory.CreateTempSubdirectory("plumb-prove-").FullName;
    private readonly ILookup<string, string> expected;
    private readonly string source;

    public ProofCase(string name)
    {
        source = Path.Combine(Corpus, name);
        expected = File.ReadLines(Path.Combine(source, "expect.txt")).Select(static l => l.Split(' ', 2)).ToLookup(static p => p[0], static p => p[1], StringComparer.Ordinal);
    }

    public static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Corpus, "prove--*").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    /// <summary>The obligations that must fail: the one that the fault is planted for, and those that cannot but fail with it.</summary>
    public IReadOnlyList<string> Obligations => [.. expected["obligation"], .. expected["also"]];

    public string this[string word] => expected[word].Single();

    public async Task<ProofResult> ProveAsync(string twin, CancellationToken cancellationToken)
    {
        Copy("chain");
        Copy(twin);
        var limit = TimeSpan.Zero;
        var demands = new Dictionary<string, Demand>(StringComparer.Ordinal) { ["meaningful"] = Demand.Required };
        foreach (var obligation in Obligations.Where(static o => new ProofOptions().DemandOn(o) == Demand.Advised))
        {
            demands[obligation] = Demand.Required;
        }

        var project = ProjectReader.Read(folder);
        var options = new ProofOptions
        {
            Budgets = new LockBudgets(project.Budgets),
            Statistics = StatisticsFile.Read(folder),
            Demands = demands,
            GroupPrefix = expected["group"].SingleOrDefault() is { } group ? int.Parse(group, null) : null,
            StatementLimit = DurationText.TryParse(expected["limit"].SingleOrDefault() ?? "60s", out limit) ? limit : throw new FormatException("limit"),
        };
        var embedded = new EmbeddedServerOptions { Profile = expected["profile"].SingleOrDefault() };
        return await new ChainProof(ChainReader.Read(folder), options, embedded, new Unheard()).RunAsync(cancellationToken);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Copy(string part)
    {
        var from = Path.Combine(source, part);
        foreach (var file in Directory.Exists(from) ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories) : [])
        {
            var to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private sealed class Unheard : IProgress<ProofEvent>
    {
        public void Report(ProofEvent value)
        {
        }
    }
}
