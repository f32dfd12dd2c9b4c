using System.Globalization;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <content>What keeps the tables of a ledger from being believed.</content>
internal static partial class LedgerFindings
{
    public static Finding BrokenHashChain(IReadOnlyList<long> events) =>
        new(FindingCodes.BrokenHashChain, Severity.Error, "the ledger's events were changed after they were written")
        {
            Details = [$"{events.Count} of plumb.event do not fit their hash or the event before them, the first is id {events[0].ToString(CultureInfo.InvariantCulture)}"],
            Meaning = "somebody changed, removed or inserted rows; what the ledger says of the past cannot be trusted from there on",
            Help = "compare plumb.event with a backup, and restore the rows",
        };

    public static Finding OwnedByAnother(IReadOnlyList<string> objects, string owner, string role) =>
        new(FindingCodes.LedgerOfAnother, Severity.Error, $"{owner} owns what Plumb keeps its ledger in, and {role} does not trust that role")
        {
            Details = [.. objects.Take(5), .. objects.Count > 5 ? [string.Create(CultureInfo.InvariantCulture, $"… {objects.Count - 5} more")] : Array.Empty<string>()],
            Meaning = $"whoever owns tables and functions decides what reading and writing them runs, with the rights of {role}; nothing was read or changed",
            Help = $"connect as {owner}, when that role runs the migrations\n"
                + $"or, when {role} may run what {owner} writes: GRANT {SqlName.Quoted(owner)} TO {SqlName.Quoted(role)};\n"
                + "or see who made it: plumb shell -- -c '\\dn+ (plumb|supabase_migrations)'",
        };

    public static Finding NewerLedger(int version) =>
        new(FindingCodes.NewerLedger, Severity.Error, string.Create(CultureInfo.InvariantCulture, $"a newer Plumb keeps this database's ledger, in version {version}"))
        {
            Details = [string.Create(CultureInfo.InvariantCulture, $"this Plumb knows it up to version {LedgerVersion.Current}")],
            Meaning = "this one could neither read it rightly nor write it; nothing was changed",
            Help = "use the Plumb that the others use; its version is in the ledger: plumb shell -- -c 'SELECT tool FROM plumb.event ORDER BY id DESC LIMIT 1'",
        };

    private static Finding CommentsEdited(Migration migration) =>
        new(FindingCodes.EditedAfterApplied, Severity.Note, $"the comments of {migration.File} were edited after it was applied")
        {
            Place = migration.Up.Source.PlaceAt(0),
            Meaning = "the statements are those that ran, so that a new database gets what this one has; the ledger keeps the checksum of what ran",
            Help = "nothing has to be done",
        };
}
