using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Migrations;

/// <summary>All migrations of a project, in the order in which they run.</summary>
/// <param name="Folder">The migrations folder as shown to the user, such as <c>supabase/migrations</c>.</param>
/// <param name="Versioned">Ordered by dependency, then version, then name.</param>
/// <param name="Repeatable">Ordered by dependency, then name.</param>
public sealed record Chain(string Folder, IReadOnlyList<Migration> Versioned, IReadOnlyList<Migration> Repeatable)
{
    /// <summary>Every migration, in the order in which they run.</summary>
    public IEnumerable<Migration> Migrations => Versioned.Concat(Repeatable);

    /// <summary>Health checks of the whole database (<c>verify/_always.sql</c>); null when there are none.</summary>
    public Script? Always { get; init; }

    /// <summary>Data for <c>local</c> only (<c>seed.sql</c>); null when there is none.</summary>
    public Script? Seed { get; init; }

    /// <summary>The tool whose way of naming and dividing files was recognised, such as <c>golang-migrate</c>; empty for Plumb's own.</summary>
    public string Tool { get; init; } = "";

    /// <summary>True for the Supabase layout, whose own ledger is kept too.</summary>
    public bool IsSupabase { get; init; }

    /// <summary>What is wrong or noteworthy in the files. With an error among them, nothing may run.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
