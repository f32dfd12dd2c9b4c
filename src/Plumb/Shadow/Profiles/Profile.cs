using Plumb.Findings;

namespace Plumb.Shadow.Profiles;

/// <summary>What a platform has in its databases before the first migration runs.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Superuser">The bootstrap superuser.</param>
/// <param name="ChainRole">The role that runs the chain.</param>
internal sealed record Profile(string Name, string Superuser, string ChainRole)
{
    /// <summary>A server as <c>initdb</c> leaves it.</summary>
    public static Profile Bare { get; } = new("bare", "postgres", "postgres");

    /// <summary>Every profile that can be asked for by name.</summary>
    public static IReadOnlyList<Profile> All { get; } = [SupabaseProfile.Create()];

    /// <summary>
    /// What the superuser runs once, in <c>template1</c>: every database that is created later has it too. Each script is SQL for
    /// PostgreSQL's single-user mode: a semicolon before an empty line ends a command, so function bodies hold no such place.
    /// </summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>The extensions that Plumb has a stand-in for.</summary>
    public IReadOnlyList<StandIn> StandIns { get; init; } = [];

    /// <summary>The extensions that the chain's role may create though it is no superuser.</summary>
    public IReadOnlyList<string> Trusted { get; init; } = [];

    /// <summary>Lines for <c>postgresql.conf</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The profile of that name; <see cref="Bare"/> for none.</summary>
    /// <exception cref="UsageException">There is no such profile.</exception>
    public static Profile Named(string? name) =>
        name is null ? Bare
        : All.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.Ordinal))
        ?? throw new UsageException(ShadowFindings.UnknownProfile(name, All.Select(profile => profile.Name)));
}
