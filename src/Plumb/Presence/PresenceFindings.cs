using System.Globalization;
using Plumb.Checks;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Presence;

/// <summary>The texts of what can be said about migrations that are in a database already.</summary>
internal static class PresenceFindings
{
    private const int MostLines = 24;
    private const int MostStatements = 5;

    /// <summary>What keeps migrations from being adopted, besides failed checks.</summary>
    public static IEnumerable<Finding> OfAdoption(
        IReadOnlyList<MigrationPresence> presence, IReadOnlyDictionary<string, DecisionTable> checks, string environment)
    {
        var sound = presence.TakeWhile(static p => p.IsComplete).LastOrDefault();
        foreach (var one in presence)
        {
            if (!one.IsComplete)
            {
                yield return NotWhollyThere(one, sound, environment);
            }
            else if (one.Objects.Count == 0 && !checks.GetValueOrDefault(one.Migration.Id, DecisionTable.Empty).Results.Any(ShowsSomething))
            {
                yield return NothingShowsIt(one, environment);
            }
            else if (UnshownRows.Of(one.Migration) is { Count: > 0 } statements && !checks.GetValueOrDefault(one.Migration.Id, DecisionTable.Empty).Results.Any(ShowsSomething))
            {
                yield return RowsNotShown(one, statements, environment);
            }
        }

        var removed = presence.SelectMany(static p => p.Objects.Where(static o => o.IsRemoved).Select(o => (o.Id, p.Migration))).ToLookup(static p => p.Id, static p => p.Migration.Id);
        var passing = presence
            .SelectMany(p => p.Objects.Where(o => !o.IsRemoved && o.State == ObjectState.Equal && removed.Contains(o.Id)).Select(o => $"{o.Id}: made by {p.Migration.Id}, removed by {removed[o.Id].First()}"))
            .ToList();
        if (passing.Count > 0)
        {
            yield return Passing(passing);
        }
    }

    /// <summary>The schema changed between the look at it and the record.</summary>
    public static Finding ChangedMeanwhile(string environment) =>
        new(FindingCodes.ChangedMeanwhile, Severity.Error, $"the schema of {environment} changed while you were asked")
        {
            Meaning = "what was shown to be there may not be there any more; nothing was recorded",
            Help = $"look again: plumb adopt{On(environment)}",
        };

    /// <summary>Somebody else holds the ledger.</summary>
    public static Finding NotRecorded(string reason, string environment) =>
        new(FindingCodes.LockNotHad, Severity.Error, $"the ledger could not be written: {reason}")
        {
            Meaning = "another session holds the tables of schema plumb; nothing was recorded",
            Help = $"see who: plumb shell{On(environment)} -- -c \"SELECT pid, usename, query FROM pg_stat_activity WHERE pid IN (SELECT pid FROM pg_locks WHERE relation = 'plumb.event'::regclass)\"\nthen run again: plumb adopt{On(environment)}",
        };

    /// <summary>A migration cannot be run on a shadow.</summary>
    public static Finding ReplayFailed(Migrations.Migration migration, Finding failure) =>
        new(FindingCodes.ReplayFailed, Severity.Error, $"{migration.Id} cannot be run on an empty database, so it is not known what it makes")
        {
            Place = failure.Place,
            SqlState = failure.SqlState,
            Details = [failure.Message, .. failure.Details],
            Meaning = "Plumb learns what a migration makes by running the chain on a shadow; nothing was changed or recorded",
            Help = "mend the file, or what it needs before it; see where the chain breaks: plumb up --env local",
        };

    /// <summary>The failed finding with what of the migration is in the database, and the way on.</summary>
    /// <param name="failed">That something exists already.</param>
    /// <param name="presence">What the migration makes, held against the database.</param>
    /// <param name="whole">How many of the pending migrations, from this one on, are wholly there.</param>
    /// <param name="last">The last of them; null when there is none.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="isOutside">True when it runs statement by statement, so that what came before the failed statement is done.</param>
    public static Finding Explained(Finding failed, MigrationPresence presence, int whole, MigrationPresence? last, string environment, bool isOutside)
    {
        var id = presence.Migration.Id;
        var counts = Counts(presence);
        if (isOutside)
        {
            return failed with
            {
                Details = [.. failed.Details, counts, .. Lines(presence, withEqual: whole == 0)],
                Meaning = whole > 0
                    ? $"everything that {id} makes is in the database already, and equal to what the file makes"
                    : $"a part of what {id} makes is in the database: its own statements before this one, and what somebody else has run",
                Help = "when what is there is what the file makes, write IF NOT EXISTS into the statement; else drop it, if nothing needs it\n"
                    + $"then go on at this statement: plumb up{On(environment)}",
            };
        }

        if (whole > 0)
        {
            return failed with
            {
                Details = [.. failed.Details, counts],
                Meaning = $"everything that {id} makes is in the database already, and equal to what the file makes: it was run before, and not recorded"
                    + (whole == 1 ? "" : $"; so {(whole == 2 ? "is the migration" : $"are the {whole - 1} migrations")} after it, up to {last!.Migration.Id}"),
                Help = $"record it, once its checks have passed: plumb adopt {(whole == 1 ? id : $"--to {last!.Migration.Id}")}{On(environment)}",
            };
        }

        var isOther = presence.Objects.All(static o => o.State != ObjectState.Equal && o.EqualParts == 0);
        return failed with
        {
            Details = [.. failed.Details, counts, .. Lines(presence, withEqual: true)],
            Meaning = isOther
                ? $"something else of that name is in the database: nothing of {id} is there as the file makes it"
                : $"a part of {id} is in the database: it was run before, without a transaction or in another wording, and not recorded",
            Help = $"make what lacks and mend what differs, then record it: plumb adopt {id}{On(environment)}\n"
                + $"or remove what is there, if nothing needs it, then run: plumb up{On(environment)}",
        };
    }

    private static Finding NotWhollyThere(MigrationPresence presence, MigrationPresence? sound, string environment) =>
        new(FindingCodes.NotWhollyThere, Severity.Error, $"{presence.Migration.Id} is not wholly in {environment}")
        {
            Place = presence.Migration.Up.Source.PlaceAt(0),
            Details = [.. Lines(presence, withEqual: false)],
            Meaning = presence.IsAbsent
                ? "nothing that it makes is there; nothing was recorded"
                : "what is adopted must be there as the files make it; nothing was recorded",
            Help = (presence.IsAbsent
                    ? $"apply it: plumb up --only {presence.Migration.Id}{On(environment)}"
                    : $"make what lacks and mend what differs, then run: plumb adopt {presence.Migration.Id}{On(environment)}")
                + (sound is null ? "" : $"\nadopt what is there: plumb adopt --to {sound.Migration.Id}{On(environment)}"),
        };

    private static Finding NothingShowsIt(MigrationPresence presence, string environment) =>
        new(FindingCodes.NothingShowsIt, Severity.Error, $"nothing shows whether {presence.Migration.Id} was applied to {environment}")
        {
            Place = presence.Migration.Up.Source.PlaceAt(0),
            Meaning = "it makes no object, and it has no required check that could have failed here; nothing was recorded",
            Help = $"write a verify script that tells, then run: plumb adopt {presence.Migration.Id}{On(environment)}",
        };

    private static Finding RowsNotShown(MigrationPresence presence, IReadOnlyList<Statement> statements, string environment) =>
        new(FindingCodes.RowsNotShown, Severity.Warning, $"{presence.Migration.Id} also writes rows, and no required check shows that they are in {environment}")
        {
            Place = statements[0].Place,
            Details = [.. statements.Skip(1).Take(MostStatements).Select(static s => string.Create(CultureInfo.InvariantCulture, $"so does line {s.Place.Line}"))],
            Meaning = "adopt compares objects; of rows it knows only what a check says",
            Help = $"write a verify script that looks for them, then run: plumb verify {presence.Migration.Id}{On(environment)}",
        };

    private static Finding Passing(List<string> objects) =>
        new(FindingCodes.LeavesNothing, Severity.Warning, string.Create(CultureInfo.InvariantCulture, $"{objects.Count} object{(objects.Count == 1 ? " is" : "s are")} made and removed again by what is adopted"))
        {
            Details = [.. objects.Take(MostLines), .. objects.Count > MostLines ? [string.Create(CultureInfo.InvariantCulture, $"… {objects.Count - MostLines} more")] : Array.Empty<string>()],
            Meaning = "they are not there, as they must not be, and that shows nothing: it would be so too if the files had never run",
            Help = "if it matters whether they ran, write a verify script that tells by what else they did, then run: plumb verify",
        };

    private static List<string> Lines(MigrationPresence presence, bool withEqual)
    {
        var shown = presence.Objects.Where(o => withEqual || o.State != ObjectState.Equal).ToList();
        var lines = shown.SelectMany(static o => o.Differences.Select(static d => $"             {d}").Prepend(o.ToString())).ToList();
        return lines.Count <= MostLines
            ? lines
            : [.. lines.Take(MostLines), string.Create(CultureInfo.InvariantCulture, $"… {lines.Count - MostLines} lines more: plumb adopt {presence.Migration.Id} --format json")];
    }

    private static string Counts(MigrationPresence presence)
    {
        (ObjectState State, string Word)[] words =
        [
            (ObjectState.Equal, "there and equal"), (ObjectState.Differs, "there and different"), (ObjectState.Lacks, "not there"),
            (ObjectState.Remains, "still there"),
        ];
        var parts = words.Where(w => presence.Count(w.State) > 0)
            .Select(w => string.Create(CultureInfo.InvariantCulture, $"{presence.Count(w.State)} {w.Word}"));
        return string.Create(CultureInfo.InvariantCulture, $"of the {presence.Objects.Count} objects that {presence.Migration.Id} makes: {string.Join(", ", parts)}");
    }

    private static bool ShowsSomething(CheckResult result) => result is { Check.IsRequired: true, Outcome: Outcome.Pass, IsVacuous: false };

    private static string On(string environment) => environment switch { "local" => "", "url" => " --env <url>", _ => $" --env {environment}" };
}
