namespace Plumb.Findings;

/// <summary>What a server says while it runs a statement of the user's files.</summary>
public static partial class FindingCodes
{
    /// <summary>The server refused a statement for a reason without a code of its own.</summary>
    public static readonly FindingCode StatementFailed = new("PL201", "statement-failed");

    /// <summary>42P01: a table, view or other relation is not there.</summary>
    public static readonly FindingCode UndefinedTable = new("PL202", "undefined-table");

    /// <summary>42703: a column is not there.</summary>
    public static readonly FindingCode UndefinedColumn = new("PL203", "undefined-column");

    /// <summary>42883: no function or operator takes these arguments.</summary>
    public static readonly FindingCode UndefinedFunction = new("PL204", "undefined-function");

    /// <summary>42501: the role may not do this.</summary>
    public static readonly FindingCode InsufficientPrivilege = new("PL205", "insufficient-privilege") { Page = "diagnosis/permissions.md" };

    /// <summary>23505: two rows with one key.</summary>
    public static readonly FindingCode UniqueViolation = new("PL206", "unique-violation") { Page = "diagnosis/refused-rows.md" };

    /// <summary>23503: a key that points to no row.</summary>
    public static readonly FindingCode ForeignKeyViolation = new("PL207", "foreign-key-violation") { Page = "diagnosis/foreign-keys.md" };

    /// <summary>23502: NULL in a column that allows none.</summary>
    public static readonly FindingCode NotNullViolation = new("PL208", "not-null-violation") { Page = "diagnosis/refused-rows.md" };

    /// <summary>23514: a row breaks a CHECK constraint.</summary>
    public static readonly FindingCode CheckViolation = new("PL209", "check-violation") { Page = "diagnosis/refused-rows.md" };

    /// <summary>42P07, 42701, 42710, 42P06 and 42723: it exists already.</summary>
    public static readonly FindingCode DuplicateObject = new("PL210", "duplicate-object") { Page = "diagnosis/partial-application.md" };

    /// <summary>42601: the server cannot read the statement.</summary>
    public static readonly FindingCode SyntaxError = new("PL211", "syntax-error");

    /// <summary>55P03: a lock was not to be had in time.</summary>
    public static readonly FindingCode LockNotAvailable = new("PL212", "lock-not-available");

    /// <summary>57014: the statement was cancelled or took too long.</summary>
    public static readonly FindingCode QueryCancelled = new("PL213", "query-cancelled");

    /// <summary>40P01: two sessions waited for each other.</summary>
    public static readonly FindingCode DeadlockDetected = new("PL214", "deadlock-detected");

    /// <summary>25006: a write where only reading is allowed.</summary>
    public static readonly FindingCode ReadOnlyTransaction = new("PL215", "read-only-transaction");

    /// <summary>0A000: this server cannot do that.</summary>
    public static readonly FindingCode FeatureNotSupported = new("PL216", "feature-not-supported");

    /// <summary>42501 from a policy: a new row breaks row-level security.</summary>
    public static readonly FindingCode RowSecurityViolation = new("PL217", "row-security-violation") { Page = "diagnosis/row-level-security.md" };

    /// <summary>42704 and 3F000: a type, role, extension, schema or other object is not there.</summary>
    public static readonly FindingCode UndefinedObject = new("PL218", "undefined-object");

    /// <summary>23P01: two rows that an exclusion constraint does not allow together.</summary>
    public static readonly FindingCode ExclusionViolation = new("PL219", "exclusion-violation") { Page = "diagnosis/refused-rows.md" };

    /// <summary>2BP01: other objects are built on what is to be dropped.</summary>
    public static readonly FindingCode DependentObjects = new("PL220", "dependent-objects") { Page = "diagnosis/views.md" };

    /// <summary>42P16: a table or view cannot be defined so, or cannot be replaced by this definition.</summary>
    public static readonly FindingCode InvalidTableDefinition = new("PL221", "invalid-table-definition") { Page = "diagnosis/views.md" };

    /// <summary>42809: an object of another kind has the name.</summary>
    public static readonly FindingCode WrongObjectKind = new("PL222", "wrong-object-kind") { Page = "diagnosis/views.md" };
}
