using System.Globalization;
using Plumb.Checks;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>The texts of what files and ledger say against each other.</summary>
internal static partial class LedgerFindings
{
    public static Finding NotObserved(string why, string environment) => new(FindingCodes.NotObserved, Severity.Warning, $"the schema could not be observed after the run: {why}")
    {
        Meaning = "what was done is done and recorded; drift before the next run will be dated less exactly",
        Help = $"see what is there now: plumb drift --env {environment}",
    };

    /// <summary>Stops before anything runs when an applied file was edited or the history names a file that is not there.</summary>
    /// <exception cref="VerificationException">Carries every contradiction.</exception>
    public static void ThrowIfContradicted(ChainStatus status, Chain chain) => ThrowIfContradicted(status.Contradictions, status, chain);

    /// <summary>The same for some of the contradictions.</summary>
    /// <exception cref="VerificationException">Carries every one of them.</exception>
    public static void ThrowIfContradicted(IEnumerable<MigrationStatus> contradictions, ChainStatus status, Chain chain)
    {
        List<Finding> findings = [.. contradictions.Select(m => Contradiction(m, status, chain))];
        if (findings.Count > 0)
        {
            throw new VerificationException(findings);
        }
    }

    /// <summary>Stops before anything runs when a selected migration requires one that is neither in place nor selected before it.</summary>
    /// <exception cref="VerificationException">Carries every lacking one.</exception>
    public static void ThrowIfRequiredIsLacking(ChainStatus status, IReadOnlyList<MigrationStatus> selected)
    {
        var there = status.Migrations.Where(static m => m.IsInPlace).Select(static m => m.Id).ToHashSet(StringComparer.Ordinal);
        var findings = new List<Finding>();
        foreach (var status1 in selected)
        {
            findings.AddRange(status1.Migration!.Directives.Requires
                .Where(r => !there.Contains(r.Id))
                .Select(r => RequiredNotApplied(status1.Migration, r)));
            there.Add(status1.Id);
        }

        if (findings.Count > 0)
        {
            throw new VerificationException(findings);
        }
    }

    /// <summary>Everything noteworthy in the ledger, for <c>status</c> and <c>verify</c>.</summary>
    public static IEnumerable<Finding> Of(ChainStatus status, Ledger ledger, Chain chain)
    {
        if (ledger.BrokenEvents.Count > 0)
        {
            yield return BrokenHashChain(ledger.BrokenEvents);
        }

        foreach (var migration in status.Migrations)
        {
            switch (migration.State)
            {
                case MigrationState.Edited or MigrationState.Missing or MigrationState.Reverting:
                    yield return Contradiction(migration, status, chain);
                    break;
                case MigrationState.Unverified:
                    yield return Unverified(migration);
                    break;
                case MigrationState.Incomplete:
                    yield return Incomplete(migration, ledger);
                    break;
            }
        }

        foreach (var remarked in status.Migrations.Where(static m => m.IsRemarked))
        {
            yield return CommentsEdited(remarked.Migration!);
        }

        foreach (var reason in status.Migrations.Where(static m => m.Entry?.Unproven is not null).GroupBy(static m => m.Entry!.Unproven!, StringComparer.Ordinal))
        {
            yield return AppliedUnproven([.. reason.Select(static m => m.Id)], reason.Key);
        }
    }

    /// <summary>A note for each selected migration that a later one of the chain has overtaken.</summary>
    public static IEnumerable<Finding> OutOfOrder(ChainStatus status, IReadOnlyList<MigrationStatus> selected)
    {
        var selection = selected.Where(static m => m.State == MigrationState.Pending).ToHashSet();
        Migration? later = null;
        var notes = new List<Finding>();
        foreach (var migration in status.Migrations.Where(static m => m.Migration?.Kind == MigrationKind.Versioned).Reverse())
        {
            if (migration.IsInPlace)
            {
                later ??= migration.Migration;
            }
            else if (later is not null && selection.Contains(migration))
            {
                notes.Add(ExecutionFindings.OutOfOrder(migration.Migration!, later));
            }
        }

        notes.Reverse();
        return notes;
    }

    public static Finding UnknownSpan(Check check, string word, string id, IEnumerable<string> ids)
    {
        var nearest = NearestName.Of(id, ids);
        return new(FindingCodes.UnknownMigration, Severity.Error, $"check \"{check.Title}\" holds {word} {id}, and no migration is called so")
        {
            Place = check.Place,
            Meaning = $"it would {(word == "since" ? "never" : "always")} have to hold; {word} names a file without .sql",
            Help = nearest is null ? "write the migration's file without .sql, or remove the line" : $"write: -- {word}: {nearest}",
        };
    }

    public static Finding ExcludedHere(Migration migration, string environment) =>
        new(FindingCodes.ExcludedHere, Severity.Error, $"{migration.Id} does not run on {environment}")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = $"its header says: only {string.Join(", ", migration.Directives.Only)}",
            Help = $"run it where it belongs: plumb up --env {migration.Directives.Only[0]} --only {migration.Id}",
        };

    public static Finding UnverifiedInAtomic(Migration migration) =>
        new(FindingCodes.Unverified, Severity.Error, $"{migration.Id} ran already and is unverified, and --atomic would run it again")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "its changes are in the database, and it counts as applied once its checks pass; nothing was changed",
            Help = $"judge it first: plumb up --only {migration.Id}\nor take it back: plumb down",
        };

    public static Finding IncompleteNotAdopted(Migration migration) =>
        new(FindingCodes.Incomplete, Severity.Error, $"{migration.Id} stopped in the middle, and the journal knows where")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "what is adopted must be wholly there; nothing was recorded",
            Help = "go on where it stopped: plumb up\nor take back what was done: plumb down",
        };

    public static Finding NoRevertScript(Migration migration) =>
        migration.Revert is { } empty
            ? new(FindingCodes.NoRevertScript, Severity.Error, $"the revert script of {migration.Id} has no statements")
            {
                Place = empty.Source.PlaceAt(0),
                Meaning = "comments alone take nothing back, and the migration would be recorded as taken back; nothing was changed",
                Help = "write its SQL; when there is nothing to take back, say so with a statement: SELECT 'nothing to take back';",
            }
            : new(FindingCodes.NoRevertScript, Severity.Error, $"{migration.Id} has no revert script")
            {
                Place = migration.Up.Source.PlaceAt(0),
                Meaning = "Plumb takes a migration back only by a script that says how; nothing was changed",
                Help = $"write {RevertPath(migration)}, or add /* plumb:revert … */ to the migration itself",
            };

    public static Finding NotApplied(string id) =>
        new(FindingCodes.NotApplied, Severity.Error, $"{id} is not applied")
        {
            Meaning = "--to names the migration that stays the last one applied",
            Help = "see what is applied: plumb status",
        };

    public static Finding UnknownMigration(string name, IEnumerable<string> ids)
    {
        var nearest = NearestName.Of(name, ids);
        return new(FindingCodes.UnknownMigration, Severity.Error, $"no migration is called {ShownWord.Of(name)}")
        {
            Meaning = nearest is null ? "a migration is named by its file without .sql, by its version or by its name" : $"did you mean {nearest}?",
            Help = "see all: plumb status",
        };
    }

    public static Finding AmbiguousMigration(string name, IEnumerable<string> ids) =>
        new(FindingCodes.AmbiguousMigration, Severity.Error, $"{name} means several migrations")
        {
            Details = [.. ids],
            Meaning = "a version or a name may belong to several files; the file's own name belongs to one",
            Help = "name the file without .sql",
        };

    private static Finding Contradiction(MigrationStatus status, ChainStatus all, Chain chain) => status switch
    {
        { State: MigrationState.Reverting, Migration: { } migration } => HalfReverted(migration),
        { State: MigrationState.Edited, Migration: { } migration, Entry: { } entry } => EditedAfterApplied(migration, entry, EditedStatements.FirstDifference(status)),
        { Entry: { } entry } when all.Pending.FirstOrDefault(m => m.Migration!.Checksum == entry.Checksum)?.Migration is { } renamed => FileRenamed(entry, renamed, chain),
        { Entry: { } entry } => FileMissing(entry, chain),
        _ => VersionUnknown(status.Id, chain),
    };

    private static Finding HalfReverted(Migration migration) =>
        new(FindingCodes.HalfReverted, Severity.Error, $"{migration.Id} is half taken back: its revert stopped in the middle, or a required check of the revert failed")
        {
            Place = migration.Revert?.Source.PlaceAt(0) ?? migration.Up.Source.PlaceAt(0),
            Meaning = "it is neither applied nor taken back, and nothing else can run before its revert has been proven",
            Help = "run: plumb down",
        };

    private static Finding EditedAfterApplied(Migration migration, LedgerEntry entry, (Place Place, string Ran)? difference) =>
        new(FindingCodes.EditedAfterApplied, Severity.Error, $"{migration.File} was edited after it was applied")
        {
            Place = difference?.Place ?? migration.Up.Source.PlaceAt(0),
            Details =
            [
                difference?.Ran ?? "the ledger does not keep all that ran, so that it cannot be shown what differs",
                $"applied {Day(entry)} by {entry.Actor} with checksum {Short(entry.Checksum)}, the file now has {Short(migration.Checksum)}",
            ],
            Meaning = "the database holds what the file said then, and a new database would get what it says now",
            Help = $"{Restore(entry, migration.File)}\nand put the change into a new migration: plumb new <name>",
        };

    private static Finding FileRenamed(LedgerEntry entry, Migration renamed, Chain chain) =>
        new(FindingCodes.UnknownHistory, Severity.Error, $"{entry.Id} is applied, and its file was renamed to {renamed.Id}")
        {
            Place = renamed.Up.Source.PlaceAt(0),
            Details = [$"applied {Day(entry)} by {entry.Actor}; {renamed.File} has the same content", .. ChainFaults.LeftBehind(chain, entry.Id).Select(static path => $"{path} is still there")],
            Meaning = "a migration is known by the name of its file: under the new name it would run a second time",
            Help = $"give it back the name under which it was applied: git mv {renamed.File} {FileOf(entry, chain)}",
        };

    private static Finding FileMissing(LedgerEntry entry, Chain chain) =>
        new(FindingCodes.UnknownHistory, Severity.Error, $"{entry.Id} is applied, but {chain.Folder} has no such file")
        {
            Details = [$"applied {Day(entry)} by {entry.Actor}", .. ChainFaults.LeftBehind(chain, entry.Id).Select(static path => $"{path} is still there")],
            Meaning = "the file was renamed or deleted after it was applied, or it is on another branch",
            Help = Restore(entry, FileOf(entry, chain)),
        };

    private static Finding VersionUnknown(string version, Chain chain) =>
        new(FindingCodes.UnknownHistory, Severity.Error, $"version {version} is recorded in supabase_migrations.schema_migrations, but {chain.Folder} has no such file")
        {
            Meaning = "another checkout, or the dashboard, applied it to this database",
            Help = "fetch the file: supabase migration fetch\nor, when it was never applied: supabase migration repair --status reverted " + version,
        };

    private static Finding RequiredNotApplied(Migration migration, Requirement requirement) =>
        new(FindingCodes.RequiredNotApplied, Severity.Error, $"{migration.Id} requires {requirement.Id}, which is not applied")
        {
            Place = requirement.Place,
            Meaning = "nothing was changed",
            Help = $"run: plumb up --only {requirement.Id}",
        };

    private static Finding AppliedUnproven(IReadOnlyList<string> migrations, string reason) =>
        new(FindingCodes.AppliedUnproven, Severity.Note, $"{string.Join(", ", migrations)} ran without a proof: {reason}")
        {
            Meaning = "the environment is protected, and plumb up was told to go on without a certificate",
            Help = "prove them after the fact: plumb prove",
        };

    private static Finding Unverified(MigrationStatus status) =>
        new(FindingCodes.Unverified, Severity.Error, $"the changes of {status.Id} are in the database, but a required check failed")
        {
            Meaning = "it does not count as applied",
            Help = "mend what the check found, then run: plumb up\nor take it back: plumb down",
        };

    private static Finding Incomplete(MigrationStatus status, Ledger ledger)
    {
        var done = ledger.Journal.Count(e => e.Migration == status.Id && e.IsFinished);
        return new(FindingCodes.Incomplete, Severity.Error, $"{status.Id} stopped in the middle: {done} of its statements are done")
        {
            Meaning = "it runs outside a transaction; the journal says where to continue",
            Help = "run: plumb up",
        };
    }

    private static string Day(LedgerEntry entry) => entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Short(Checksum checksum) => checksum.Hex.Length <= 12 ? checksum.Hex : $"{checksum.Hex[..12]}…";

    /// <summary>From the commit that was applied; where none is known, from the history, or by hand from what the ledger says.</summary>
    private static string Restore(LedgerEntry entry, string file) => entry.GitCommit switch
    {
        { } known when !known.EndsWith("-dirty", StringComparison.Ordinal) => $"restore it: git checkout {known[..Math.Min(12, known.Length)]} -- {file}",
        { } => $"find the version that ran, which was not committed then, and restore it: git log -p -- {file}",
        null => string.Create(CultureInfo.InvariantCulture, $"restore {file}; the ledger holds what ran: plumb shell -- -Atc 'SELECT unnest(statements) FROM plumb.event WHERE id = {entry.Event}'"),
    };

    private static string FileOf(LedgerEntry entry, Chain chain) => entry.Kind == MigrationKind.Versioned
        ? $"{chain.Folder}/{entry.Id}.sql"
        : $"{Sibling(chain.Folder, "repeatable")}/{entry.Id}.sql";

    private static string RevertPath(Migration migration)
    {
        var folder = migration.File.LastIndexOf('/');
        return $"{Sibling(folder < 0 ? "" : migration.File[..folder], "revert")}/{migration.Id}.sql";
    }

    private static string Sibling(string folder, string name)
    {
        var parent = folder.LastIndexOf('/');
        return parent < 0 ? name : $"{folder[..parent]}/{name}";
    }
}
