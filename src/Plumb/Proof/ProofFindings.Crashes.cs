using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof.Crashes;

namespace Plumb.Proof;

internal static partial class ProofFindings
{
    public static Finding NotResumed(CrashPoint point, Migration migration, CrashedRun next) =>
        new(FindingCodes.NotResumed, Severity.Error, $"killed {point}, {migration.Id} does not come to its end when it is run again")
        {
            Place = point.Statement.Place,
            SqlState = next.Findings.Count == 0 ? null : next.Findings[0].SqlState,
            Details = [.. next.Findings.Take(3).Select(static f => f.Place is null ? f.Message : $"{f.Place}: {f.Message}")],
            Meaning = "plumb up would stop there with every run, until somebody mends the database by hand",
            Help = $"let nothing depend on what only the session knows (temporary tables, prepared statements), let what may run twice say IF NOT EXISTS; {ProveAgain}",
        };

    public static Finding ResumedDiffers(CrashPoint point, Migration migration, IReadOnlyList<string> details) =>
        new(FindingCodes.ResumedDiffers, Severity.Error, $"killed {point}, and run again, {migration.Id} comes to another end")
        {
            Place = point.Statement.Place,
            Details = details,
            Meaning = point.Moment switch
            {
                CrashMoment.Within => "the statement refuses a transaction: what it had half done stays, and it runs again",
                CrashMoment.BeforeItsNote => "the statement refuses a transaction, so that nobody can know that it was done: it runs twice",
                _ => "what follows depends on something that ended with the session",
            },
            Help = point.Moment switch
            {
                CrashMoment.Within => $"let a later statement of the file remove what may be left over (DROP INDEX CONCURRENTLY IF EXISTS …), {ProveAgain}",
                CrashMoment.BeforeItsNote => $"let the statement be one that may run twice (IF NOT EXISTS, ON CONFLICT DO NOTHING, WHERE … IS NULL), {ProveAgain}",
                _ => $"let the statements that need each other be one, or run in a transaction, {ProveAgain}",
            },
        };
}
