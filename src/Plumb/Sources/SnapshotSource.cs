using Plumb.Environments;
using Plumb.Migrations;

namespace Plumb.Sources;

/// <summary>Where a snapshot comes from: what a word such as <c>production</c>, <c>.</c> or <c>before.json</c> means.</summary>
/// <param name="Word">The word as it was written; for a URL <c>url</c>, so that no password is shown.</param>
public abstract record SnapshotSource(string Word)
{
    /// <summary>A database.</summary>
    /// <param name="Word">The environment's name.</param>
    /// <param name="Project">The project that has the environment, whose embedded server <c>local</c> is.</param>
    /// <param name="Environment">The environment.</param>
    public sealed record OfDatabase(string Word, ProjectConfiguration Project, EnvironmentConfiguration Environment) : SnapshotSource(Word);

    /// <summary>A chain, which is replayed on a shadow.</summary>
    /// <param name="Word">The folder as it was written.</param>
    /// <param name="Project">The project that the chain belongs to.</param>
    /// <param name="Chain">The chain.</param>
    public sealed record OfChain(string Word, ProjectConfiguration Project, Chain Chain) : SnapshotSource(Word);

    /// <summary>A file that <c>plumb snapshot</c> wrote.</summary>
    /// <param name="Word">The file as it was written.</param>
    /// <param name="Path">Where it is.</param>
    public sealed record OfFile(string Word, string Path) : SnapshotSource(Word);
}
