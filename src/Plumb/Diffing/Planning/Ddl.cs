using Plumb.Catalog;

namespace Plumb.Diffing.Planning;

/// <summary>What a rule says of one change: the statements, and what to know about them.</summary>
/// <param name="Statements">In their order; none when PostgreSQL does it along with something else.</param>
internal sealed record Ddl(params IReadOnlyList<SqlStatement> Statements)
{
    /// <summary>Nothing to run: it comes or goes along with something else.</summary>
    public static Ddl None { get; } = new();

    public IReadOnlyList<Hazard> Hazards { get; init; } = [];

    public bool OutsideTransaction { get; init; }

    /// <summary>Why PostgreSQL would refuse it, and what a person can do; null when it would not.</summary>
    public string? Impossible { get; init; }

    /// <summary>A step of its own that completes this one.</summary>
    public Ddl? Then { get; init; }

    /// <summary>Of an alteration: which of the fact's dependants PostgreSQL does not suffer meanwhile. They are dropped before and created after.</summary>
    public Func<Fact, bool> StepsAside { get; init; } = static _ => false;

    /// <summary>A setting that the session needs.</summary>
    public string? Setting { get; init; }

    public Ddl With(params ReadOnlySpan<Hazard> hazards) => this with { Hazards = [.. Hazards, .. hazards] };
}
