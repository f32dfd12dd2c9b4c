using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof;
using Plumb.Proof.Prefixes;
using Plumb.Sql;

namespace Plumb.Watching;

/// <summary>A chain, prepared, with what tells its states apart.</summary>
internal sealed class WatchedChain
{
    /// <summary>Prepares the chain of a project.</summary>
    public WatchedChain(WatchedProject project)
    {
        Project = project;
        var prepared = PreparedChain.Of(project.Chain, project.Options.Environment);
        Migrations = prepared.Migrations;
        Faults = [.. prepared.Findings.Where(static f => f.Severity == Severity.Error)];
        Keys = PrefixKeys.Of(Migrations);
        Digests = Migrations.ToDictionary(static m => m.Migration.Id, static m => ChainDigest.Of(m.Migration), StringComparer.Ordinal);
    }

    /// <summary>What the files belong to.</summary>
    public WatchedProject Project { get; }

    /// <summary>What runs, in order.</summary>
    public IReadOnlyList<PreparedMigration> Migrations { get; }

    /// <summary>What is wrong in the files; while there is anything, nothing can be judged.</summary>
    public IReadOnlyList<Finding> Faults { get; }

    /// <summary>The keys of its prefixes.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The digest of each migration with its companions, by its file stem.</summary>
    public IReadOnlyDictionary<string, string> Digests { get; }

    /// <summary>Whether both are the same migrations with the same companions in the same order.</summary>
    public bool IsSameAs(WatchedChain other) =>
        Keys.SequenceEqual(other.Keys, StringComparer.Ordinal) && Digests.All(d => other.Digests.GetValueOrDefault(d.Key) == d.Value);

    /// <summary>The place of the first migration before which another one ran or that runs otherwise itself; null when all replay as they did.</summary>
    public int? FirstOtherReplay(WatchedChain other)
    {
        var same = Keys.Zip(other.Keys).TakeWhile(static pair => pair.First == pair.Second).Count() - 1;
        return same == Migrations.Count && same == other.Migrations.Count ? null : same;
    }

    /// <summary>The files of a migration that are not as they were in <paramref name="before"/>; all of a new one.</summary>
    public IReadOnlyList<string> FilesThatDiffer(int index, WatchedChain? before)
    {
        var now = Migrations[index].Migration;
        var then = before?.Migrations.FirstOrDefault(m => m.Migration.Id == now.Id)?.Migration;
        var old = then is null ? [] : Sources(then).ToDictionary(static s => s.Path, static s => s.Text, StringComparer.Ordinal);
        var current = Sources(now).ToList();
        var gone = old.Keys.Where(path => !current.Exists(s => s.Path == path)).Select(static path => $"-{path}");
        return [.. current.Where(s => old.GetValueOrDefault(s.Path) != s.Text).Select(static s => s.Path), .. gone];
    }

    private static IEnumerable<SourceText> Sources(Migration migration) =>
        new[] { migration.Up, migration.Require, migration.Verify, migration.Revert }.OfType<Script>().SelectMany(static s => s.Sources).DistinctBy(static s => s.Path, StringComparer.Ordinal);
}
