namespace Plumb.Findings;

public static partial class FindingCodes
{
    /// <summary>A file in the migrations folder does not start with a version.</summary>
    public static readonly FindingCode NoVersion = new("PL120", "no-version");

    /// <summary>A file beside the migrations is not read.</summary>
    public static readonly FindingCode IgnoredFile = new("PL121", "ignored-file");

    /// <summary>A folder is not read.</summary>
    public static readonly FindingCode IgnoredFolder = new("PL122", "ignored-folder");

    /// <summary>A companion stands among the migrations, where it would run as one.</summary>
    public static readonly FindingCode CompanionAmongMigrations = new("PL123", "companion-among-migrations");

    /// <summary>Two migrations have one version.</summary>
    public static readonly FindingCode DuplicateVersion = new("PL124", "duplicate-version");

    /// <summary>Two files have names that differ in case alone.</summary>
    public static readonly FindingCode NamesDifferInCase = new("PL125", "names-differ-in-case");

    /// <summary>A companion belongs to no migration.</summary>
    public static readonly FindingCode OrphanedCompanion = new("PL126", "orphaned-companion");

    /// <summary>A companion stands in a file and in a comment, or in two comments.</summary>
    public static readonly FindingCode CompanionTwice = new("PL127", "companion-twice");

    /// <summary>A migration has no statements.</summary>
    public static readonly FindingCode EmptyMigration = new("PL128", "empty-migration");

    /// <summary>A versioned and a repeatable migration have one name.</summary>
    public static readonly FindingCode DuplicateName = new("PL129", "duplicate-name");

    /// <summary>A directive is not known.</summary>
    public static readonly FindingCode UnknownDirective = new("PL130", "unknown-directive");

    /// <summary>A directive stands where it has no effect.</summary>
    public static readonly FindingCode MisplacedDirective = new("PL131", "misplaced-directive");

    /// <summary>A directive is given twice.</summary>
    public static readonly FindingCode DuplicateDirective = new("PL132", "duplicate-directive");

    /// <summary>What follows a directive is not what it wants.</summary>
    public static readonly FindingCode InvalidDirective = new("PL133", "invalid-directive");

    /// <summary>A block comment names a companion that does not exist.</summary>
    public static readonly FindingCode UnknownCompanion = new("PL134", "unknown-companion");

    /// <summary>A comment looks like a directive and is not written as one.</summary>
    public static readonly FindingCode MisspeltDirective = new("PL135", "misspelt-directive");

    /// <summary>A migration requires one that does not exist.</summary>
    public static readonly FindingCode MissingRequirement = new("PL140", "missing-requirement");

    /// <summary>A migration requires itself.</summary>
    public static readonly FindingCode RequiresItself = new("PL141", "requires-itself");

    /// <summary>Migrations require each other.</summary>
    public static readonly FindingCode RequirementCycle = new("PL142", "requirement-cycle");

    /// <summary>A versioned migration requires a repeatable one.</summary>
    public static readonly FindingCode RequiresRepeatable = new("PL143", "requires-repeatable");

    /// <summary>An <c>only</c> directive names an environment that is not configured.</summary>
    public static readonly FindingCode OnlyUnknownEnvironment = new("PL144", "only-unknown-environment");

    /// <summary>An <c>allow</c> directive names a hazard that does not exist.</summary>
    public static readonly FindingCode UnknownHazard = new("PL145", "unknown-hazard");

    /// <summary>There is no migrations folder.</summary>
    public static readonly FindingCode NoMigrationsFolder = new("PL150", "no-migrations-folder");

    /// <summary>The migrations folder cannot be read.</summary>
    public static readonly FindingCode UnreadableFolder = new("PL151", "unreadable-folder");

    /// <summary>Another folder of migrations is there and is not read.</summary>
    public static readonly FindingCode SecondMigrationsFolder = new("PL152", "second-migrations-folder");

    /// <summary>A file whose style divides it has no up part.</summary>
    public static readonly FindingCode NoUpPart = new("PL154", "no-up-part");

    /// <summary>New migrations of this chain are made by another tool.</summary>
    public static readonly FindingCode MadeByAnotherTool = new("PL155", "made-by-another-tool");

    /// <summary>The Supabase CLI does not take this file for a migration.</summary>
    public static readonly FindingCode UnknownToSupabase = new("PL153", "unknown-to-supabase");
}
