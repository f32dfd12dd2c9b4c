namespace Plumb.Findings;

public static partial class FindingCodes
{
    /// <summary>A script controls the transaction that Plumb controls.</summary>
    public static readonly FindingCode InnerTransactionControl = new("PL230", "inner-transaction-control");

    /// <summary>A concurrent index build has no name by which an interrupted one can be found.</summary>
    public static readonly FindingCode UnnamedConcurrentIndex = new("PL231", "unnamed-concurrent-index");

    /// <summary>A file that was interrupted was rewritten before the place where it stopped.</summary>
    public static readonly FindingCode JournalContradicts = new("PL232", "journal-contradicts-file");

    /// <summary>A migration that cannot run in a transaction was asked to share one.</summary>
    public static readonly FindingCode NotTransactional = new("PL233", "not-transactional");

    /// <summary>A lock could not be had in any attempt.</summary>
    public static readonly FindingCode LockNotHad = new("PL234", "lock-timeout");

    /// <summary>Another Plumb works on the same database.</summary>
    public static readonly FindingCode AnotherPlumbWorks = new("PL235", "locked-by-another-run");

    /// <summary>A pooler stands between, and a session of one's own is needed.</summary>
    public static readonly FindingCode PoolerInBetween = new("PL236", "pooler-in-between");

    /// <summary>The server refused one of Plumb's own commands.</summary>
    public static readonly FindingCode OwnCommandRefused = new("PL237", "command-refused");

    /// <summary>The server went away.</summary>
    public static readonly FindingCode ConnectionLost = new("PL238", "connection-lost");

    /// <summary>A migration runs although a later one is applied.</summary>
    public static readonly FindingCode OutOfOrder = new("PL239", "out-of-order");

    /// <summary>A backup could not be taken.</summary>
    public static readonly FindingCode BackupFailed = new("PL240", "backup-failed");

    /// <summary>A file was edited after it was applied.</summary>
    public static readonly FindingCode EditedAfterApplied = new("PL301", "edited-after-applied");

    /// <summary>The ledger knows a migration that has no file.</summary>
    public static readonly FindingCode UnknownHistory = new("PL302", "unknown-history");

    /// <summary>A migration that another one requires is not applied and does not run.</summary>
    public static readonly FindingCode RequiredNotApplied = new("PL303", "required-not-applied");

    /// <summary>A migration has no revert script, or one without statements.</summary>
    public static readonly FindingCode NoRevertScript = new("PL304", "no-revert-script");

    /// <summary>The events of the ledger were changed.</summary>
    public static readonly FindingCode BrokenHashChain = new("PL305", "broken-hash-chain");

    /// <summary>No migration has that name.</summary>
    public static readonly FindingCode UnknownMigration = new("PL306", "unknown-migration");

    /// <summary>Several migrations have that name.</summary>
    public static readonly FindingCode AmbiguousMigration = new("PL307", "ambiguous-migration");

    /// <summary>A migration was named that is not applied.</summary>
    public static readonly FindingCode NotApplied = new("PL308", "not-applied");

    /// <summary>The changes of a migration are there, but it does not count as applied.</summary>
    public static readonly FindingCode Unverified = new("PL309", "unverified");

    /// <summary>A migration stopped in the middle.</summary>
    public static readonly FindingCode Incomplete = new("PL310", "incomplete");

    /// <summary>A migration was being taken back and that stopped in the middle, or could not be proven.</summary>
    public static readonly FindingCode HalfReverted = new("PL311", "half-reverted");

    /// <summary>A migration was asked for that its file leaves out on this environment.</summary>
    public static readonly FindingCode ExcludedHere = new("PL312", "excluded-here");

    /// <summary>A later Plumb has made the database's ledger.</summary>
    public static readonly FindingCode NewerLedger = new("PL313", "newer-ledger");

    /// <summary>A role owns the ledger, or a part of it, that the connecting role does not trust.</summary>
    public static readonly FindingCode LedgerOfAnother = new("PL315", "ledger-of-another-role");

    /// <summary>A migration ran in a protected environment without a proof, for a reason that was given.</summary>
    public static readonly FindingCode AppliedUnproven = new("PL314", "applied-unproven");

    /// <summary>A file removed or changed Plumb's own ledger.</summary>
    public static readonly FindingCode LedgerTouched = new("PL242", "ledger-touched");

    /// <summary>A migration was applied although its only checks are tests, which did not run.</summary>
    public static readonly FindingCode NothingChecked = new("PL243", "nothing-checked");

    /// <summary>The server has no room, is broken, or ended the session.</summary>
    public static readonly FindingCode ServerFailed = new("PL241", "server-failed");
}
