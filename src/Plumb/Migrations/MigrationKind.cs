namespace Plumb.Migrations;

/// <summary>When a migration runs.</summary>
public enum MigrationKind
{
    /// <summary>Once, in the order of the chain.</summary>
    Versioned,

    /// <summary>After the versioned files, whenever its content changed.</summary>
    Repeatable,
}
