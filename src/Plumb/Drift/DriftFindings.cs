using Plumb.Diffing.Planning;
using Plumb.Execution;
using Plumb.Findings;

namespace Plumb.Drift;

/// <summary>The texts about drift.</summary>
internal static class DriftFindings
{
    public static Finding NotReplayable(LedgerEvent run) => new(
        FindingCodes.RunNotReplayable, Severity.Warning, $"{run.Migration} cannot be replayed as it ran: its file is gone or was edited, and the ledger keeps it in part only")
    {
        Meaning = "what it made looks as if nobody had recorded it",
        Help = "bring back the file as it was when it ran: git log --follow -- '*" + run.Migration + ".sql'",
    };

    public static Finding OnlyRecorded(string version) => new(
        FindingCodes.RunNotReplayable, Severity.Warning, $"version {version} was recorded by the Supabase CLI and has no file, and its statements are not kept")
    {
        Meaning = "what it made looks as if nobody had recorded it",
        Help = "fetch it: supabase migration fetch",
    };

    public static Finding InTheMiddle(string migration) => new(
        FindingCodes.DriftInTheMiddle, Severity.Warning, $"{migration} stopped in the middle; what it has done so far looks like drift")
    {
        Meaning = "what differs may be the half that ran, and only a finished migration can tell",
        Help = "finish it first: plumb up",
    };

    public static Finding NothingRecorded(string target) => new(
        FindingCodes.NothingRecorded, Severity.Warning, $"nothing is recorded in {target}: neither Plumb nor the Supabase CLI has applied a migration there")
    {
        Meaning = "everything in it is reported as not recorded",
        Help = "apply the chain with `plumb up`, or compare with it: plumb diff … .",
    };

    public static Finding NotDated(string environment) => new(
        FindingCodes.DriftNotDated, Severity.Note, $"the ledger of {environment} does not tell when that happened: its runs are not observed")
    {
        Meaning = "an observation after each run is what drift is dated by; it costs one reading of the catalog",
        Help = $"in plumb.yaml, below environments: {environment}, the line observe: true; protected environments are observed anyway",
    };

    public static Finding ObservationWithoutEvent(IReadOnlyList<long> events) => new(
        FindingCodes.ObservationWithoutEvent,
        Severity.Warning,
        string.Create(null, $"the schema was observed after event{(events.Count == 1 ? "" : "s")} {string.Join(", ", events)}, and the ledger has no such event"))
    {
        Meaning = "rows of plumb.event were taken away; nothing is dated by these observations, and what those runs made looks as if nobody had recorded it",
        Help = "compare with a backup: plumb shell -- -c \"SELECT id, at, action, migration FROM plumb.event ORDER BY id\"",
    };

    public static Finding NotMendable(IReadOnlyList<UnreachableDifference> differences) => new(
        FindingCodes.DriftNotMendable, Severity.Note, "the statements above do not mend all of it")
    {
        Details = [.. differences.Select(static d => d.ToString())],
        Meaning = "this stays different when they have run, and has to be mended by hand",
        Help = "write what mends it into a migration: plumb new <name>",
    };

    public static Finding ChangedMeanwhile(string target) => new(
        FindingCodes.CatalogKeepsChanging, Severity.Error, $"a migration was applied to {target} while it was looked at, several times in a row")
    {
        Meaning = "a comparison of two moments would find differences that are none",
        Help = "run the command again when no migration runs",
    };
}
