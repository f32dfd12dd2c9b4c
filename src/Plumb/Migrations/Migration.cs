using Plumb.Sql;

namespace Plumb.Migrations;

/// <summary>One up script with a version and a name, and its companions.</summary>
/// <param name="Id">The full file stem; what tells migrations apart, also when they share a version.</param>
/// <param name="Version">The leading digits.</param>
/// <param name="Name">The stem without the version and the separator after it.</param>
/// <param name="Kind">When it runs.</param>
/// <param name="Up">What it does.</param>
/// <param name="Checksum">Over the text of <paramref name="Up"/> and of every file that it includes.</param>
public sealed record Migration(string Id, MigrationVersion Version, string Name, MigrationKind Kind, Script Up, Checksum Checksum)
{
    /// <summary>What its header asks for.</summary>
    public Directives Directives { get; init; } = Directives.None;

    /// <summary>What must hold before; null when there is none.</summary>
    public Script? Require { get; init; }

    /// <summary>What must hold after; null when there is none.</summary>
    public Script? Verify { get; init; }

    /// <summary>How to take it back; null when there is none.</summary>
    public Script? Revert { get; init; }

    /// <summary>What the header of <see cref="Revert"/> asks for: <c>no-transaction</c>, <c>lock-timeout</c> and <c>allow</c> alone.</summary>
    public Directives RevertDirectives { get; init; } = Directives.None;

    /// <summary>Path of the up script as shown to the user.</summary>
    public string File => Up.Source.Path;

    /// <summary>The up script alone, for a shadow, which has not the data of which checks speak.</summary>
    internal Migration WithoutCompanions => this with { Require = null, Verify = null, Revert = null };
}
