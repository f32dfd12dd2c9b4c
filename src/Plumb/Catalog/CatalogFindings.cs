using Npgsql;
using Plumb.Findings;

namespace Plumb.Catalog;

/// <summary>The texts of what can go wrong with snapshots.</summary>
internal static class CatalogFindings
{
    public static Finding Of(PostgresException error, string target, bool isPassing, int attempts) => error.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => Denied(error, target),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.DatabaseDropped => Gone(error, target),
        _ when isPassing => KeepsChanging(target, error.MessageText, attempts) with { SqlState = error.SqlState },
        _ => new(FindingCodes.CatalogUnreadable, Severity.Error, $"the catalog of {target} could not be read: {error.MessageText}")
        {
            SqlState = error.SqlState,
            Meaning = "no snapshot was taken; a part of one would be taken for the whole",
            Help = "look at the server's log, then run the command again",
        },
    };

    public static Finding KeepsChanging(string target, string what, int attempts) => new(
        FindingCodes.CatalogKeepsChanging, Severity.Error, $"the schema of {target} changed while it was read, {attempts} times in a row")
    {
        Details = [what],
        Meaning = "a snapshot shows one moment; another session creates, alters or drops objects all the time",
        Help = "run the command again when no migration runs; who works there: SELECT pid, application_name, query FROM pg_stat_activity WHERE state <> 'idle'",
    };

    public static Finding Lost(NpgsqlException lost, string target) => new(
        FindingCodes.SnapshotInterrupted, Severity.Error, $"the connection to {target} was lost while its catalog was read: {(lost.InnerException ?? lost).Message}")
    {
        Meaning = "no snapshot was taken; nothing was changed",
        Help = "run the command again when the server is back",
    };

    public static Finding Gap(SnapshotGap gap) => new(FindingCodes.SnapshotGap, Severity.Warning, $"not in the snapshot: {gap.What}")
    {
        Meaning = $"{gap.Why}; a difference there will not be found",
        Help = gap.Why.StartsWith("the role", StringComparison.Ordinal) ? "take the snapshot as a superuser or as the owner" : "compare it with: pg_dump --schema-only",
    };

    public static Finding FileUnreadable(string file, string why) => new(FindingCodes.SnapshotFileUnreadable, Severity.Error, $"{file} is no snapshot: {why}")
    {
        Meaning = "only what `plumb snapshot` wrote, whole and unchanged, can be read",
        Help = $"take it again: plumb snapshot --output {file}",
    };

    public static Finding FileTooNew(string file, int version, int known) => new(
        FindingCodes.SnapshotFileTooNew, Severity.Error, $"{file} has version {version} of the snapshot format, and this Plumb knows {known}")
    {
        Meaning = "it may hold what this one does not know and would overlook",
        Help = "use the Plumb that wrote it, or take the snapshot again with this one",
    };

    public static Finding FileUnwritable(string file, string why) => new(FindingCodes.OutputFile, Severity.Error, $"the snapshot could not be written to {file}: {why}")
    {
        Meaning = "the database was read, and nothing was changed",
        Help = "name another file with --output",
    };

    private static Finding Denied(PostgresException error, string target) => new(
        FindingCodes.CatalogDenied, Severity.Error, $"the role of {target} may not read the catalog: {error.MessageText}")
    {
        SqlState = error.SqlState,
        Meaning = "every role may read it unless somebody took that away; no snapshot was taken, as a part of one would be taken for the whole",
        Help = "as a superuser: GRANT pg_read_all_data TO …; or connect as another role",
    };

    private static Finding Gone(PostgresException error, string target) => new(
        FindingCodes.SnapshotInterrupted, Severity.Error, $"{target} went away while its catalog was read: {error.MessageText}")
    {
        SqlState = error.SqlState,
        Meaning = "the server stops, or the database was dropped or the session ended by somebody; no snapshot was taken",
        Help = "run the command again when the server is back",
    };
}
