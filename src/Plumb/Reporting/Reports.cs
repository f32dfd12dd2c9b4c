using System.Globalization;
using Plumb.Checks;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Reporting;

/// <summary>Makes reports of what commands did, with their verdicts.</summary>
public static partial class Reports
{
    /// <summary>The report of <c>up</c>.</summary>
    public static Report OfUpgrade(string command, Chain chain, ExecutionResult result) =>
        OfRun(command, chain, result, UpgradeVerdict(result)) with { Next = Again(result, command) };

    /// <summary>The report of <c>down</c>.</summary>
    public static Report OfDowngrade(string command, Chain chain, ExecutionResult result) =>
        OfRun(command, chain, result, DowngradeVerdict(result)) with { Next = Again(result, command) };

    /// <summary>The report of <c>verify</c>.</summary>
    public static Report OfVerification(Chain chain, ExecutionResult result, bool isHealthOnly = false)
    {
        var checks = result.Checks;
        var verdict = checks.Results.Count == 0
            ? new Verdict("nothing verified", isHealthOnly ? "there are no health checks; they stand in verify/_always.sql" : "no migration in place has a verify script")
            : new Verdict(result.Succeeded ? "verified" : "not verified", $"{Ratio(checks)}{Skipped(checks)}{Unchecked(result)}");
        return new Report("verify", verdict, result.Succeeded ? ExitCode.Success : ExitCode.Failed)
        {
            Databases = [ReportedDatabase.Of(result)],
            Chain = ReportedChain.Of(chain, result.Before),
            Checks = result.Verified,
            Findings = [.. NotableFindings.Of(chain, [result]), .. result.Findings],
        };
    }

    /// <summary>The report of <c>status</c> over one or several databases.</summary>
    public static Report OfStatus(Chain chain, IReadOnlyList<ExecutionResult> results)
    {
        var byId = results.Select(static r => r.Before.Migrations.ToDictionary(static m => m.Id, StringComparer.Ordinal)).ToList();
        var ids = chain.Migrations.Select(static m => m.Id)
            .Concat(results.SelectMany(static r => r.Before.Migrations.Select(static m => m.Id)))
            .Distinct(StringComparer.Ordinal);
        var findings = results.SelectMany(static r => r.Findings).DistinctBy(static f => (f.Code, f.Message)).ToList();
        var pending = results.Select(static r => $"{r.Target.Environment} {r.Before.Pending.Count().ToString(CultureInfo.InvariantCulture)}");
        var isSound = findings.All(static f => f.Severity != Severity.Error);
        var wrong = string.Join("; ", results.Select(static r => OutOfPlumb.Of(r)).Where(static text => text.Length > 0));
        var verdict = new Verdict(isSound ? "status" : "out of plumb", $"{(wrong.Length == 0 ? "" : $"{wrong}; ")}{Count(chain.Versioned.Count + chain.Repeatable.Count, "file")}, pending: {string.Join(", ", pending)}");
        return new Report("status", verdict, isSound ? ExitCode.Success : ExitCode.Failed)
        {
            Databases = [.. results.Select(ReportedDatabase.Of)],
            Chain = results.Count == 1 ? ReportedChain.Of(chain, results[0].Before) : null,
            Status = [.. ids.Select(id => new StatusRow(id, [.. byId.Select(m => m.GetValueOrDefault(id))]))],
            Findings = [.. NotableFindings.Of(chain, results), .. findings],
        };
    }

    /// <summary>The report of a command that could not do its work.</summary>
    public static Report OfFailure(string command, PlumbException failure, string verdict)
    {
        var word = command switch { "up" or "reset" => "not applied", "down" => "not taken back", "verify" => "not verified", "adopt" => "not adopted", "diff" or "drift" => "not compared", _ => "failed" };
        return new Report(command, new Verdict(word, verdict), failure.ExitCode) { Findings = failure.Findings };
    }

    private static Report OfRun(string command, Chain chain, ExecutionResult result, Verdict verdict) =>
        new(command, verdict, result.Succeeded ? ExitCode.Success : ExitCode.Failed)
        {
            Databases = [ReportedDatabase.Of(result)],
            Chain = ReportedChain.Of(chain, result.Before),
            Migrations = result.Results,
            Checks = [.. result.Results.Where(static r => r.Checks.Results.Count > 0).Select(static r => new VerifiedMigration(r.Migration, r.Checks))],
            Findings = [.. NotableFindings.Of(chain, [result]), .. result.Findings, .. result.Results.SelectMany(static r => r.Findings)],
        };

    private static Verdict UpgradeVerdict(ExecutionResult result)
    {
        var applied = result.Results.Count(static r => r.Outcome == MigrationOutcome.Applied);
        if (result.Results.Count == 0)
        {
            return new Verdict("up to date", $"{Count(result.Before.Migrations.Count(static m => m.IsInPlace), "migration")} applied, nothing pending");
        }

        var failed = result.Results.LastOrDefault(static r => !r.Succeeded) ?? result.Results[^1];
        if (result.Succeeded)
        {
            var locks = result.Results.Max(static r => r.LockTime);
            return new Verdict(
                "applied",
                $"{Count(applied, "migration")} in {Durations.Rough(Total(result))}, {Ratio(result.Checks)}{Skipped(result.Checks)}{Unchecked(result)}"
                + (locks > TimeSpan.Zero ? $", locks held {Durations.Rough(locks)} at most" : ""));
        }

        var rest = applied == 0 ? "" : $"; {Count(applied, "migration")} {(failed == result.Results[^1] ? "before" : "beside")} it {(applied == 1 ? "is" : "are")} applied";
        return failed.Outcome switch
        {
            MigrationOutcome.Unverified => new Verdict("not applied", $"{failed.Migration.Id} is unverified: its changes are in the database, {Failing(failed)}{rest}"),
            MigrationOutcome.Incomplete => new Verdict("not applied", $"{failed.Migration.Id} stopped in the middle, plumb up continues there{rest}"),
            MigrationOutcome.TakenBack => new Verdict("not applied", $"{Failing(failed)}, {failed.Migration.Id} was taken back by its revert script{rest}"),
            _ => new Verdict("not applied", $"{Failing(failed)}, {failed.Migration.Id} was rolled back{rest}"),
        };
    }

    private static Verdict DowngradeVerdict(ExecutionResult result)
    {
        var reverted = result.Results.Count(static r => r.Outcome == MigrationOutcome.Reverted);
        if (result.Results.Count == 0)
        {
            return new Verdict("nothing to take back", result.Before.Migrations.Any(static m => m.State == MigrationState.Applied)
                ? "no migration is applied after the one that stays"
                : "no migration is applied");
        }

        if (result.Succeeded)
        {
            return new Verdict("taken back", $"{Count(reverted, "migration")} in {Durations.Rough(Total(result))}, {Ratio(result.Checks)}");
        }

        var failed = result.Results[^1];
        var rest = reverted == 0 ? "" : $"; {Count(reverted, "migration")} before it {(reverted == 1 ? "is" : "are")} taken back";
        return new Verdict("not taken back", $"{Failing(failed)}, {failed.Migration.Id} {(failed.Outcome == MigrationOutcome.RolledBack ? "is as it was" : "needs a look")}{rest}");
    }

    /// <summary>After a failed check, whose finding is the decision table: mend and run again.</summary>
    private static string? Again(ExecutionResult result, string command) =>
        result.Results is [.., var last] && !last.Succeeded && last.Findings.Count == 0
            ? $"Mend what the checks found, or the checks, then run: plumb {command}"
            : null;

    private static string Failing(MigrationResult failed)
    {
        var broken = failed.Checks.RequiredCount - failed.Checks.PassedCount;
        return broken == 0 ? "a statement failed" : $"{broken.ToString(CultureInfo.InvariantCulture)} of {Count(failed.Checks.RequiredCount, "required check")} FAIL";
    }

    private static string Ratio(DecisionTable checks) => checks.RequiredCount == 0
        ? checks.Results.Count > 0 && checks.Results.All(static r => r.Outcome == Outcome.Skipped) ? "nothing checked" : "no required check"
        : $"{checks.PassedCount.ToString(CultureInfo.InvariantCulture)} of {Count(checks.RequiredCount, "required check")} PASS";

    private static string Skipped(DecisionTable checks)
    {
        var skipped = checks.Results.Count(static r => r.Outcome == Outcome.Skipped);
        return skipped == 0 ? "" : $", {Count(skipped, "test")} not run (--tests runs them)";
    }

    private static string Unchecked(ExecutionResult result)
    {
        var without = result.Results.Count(static r => r.Outcome == MigrationOutcome.Applied && r.Checks.RequiredCount == 0);
        return without == 0 || without == result.Results.Count ? "" : $", {without.ToString(CultureInfo.InvariantCulture)} without any check";
    }

    private static TimeSpan Total(ExecutionResult result) => result.Results.Aggregate(TimeSpan.Zero, static (sum, r) => sum + r.Duration);

    private static string Count(int number, string noun) => $"{number.ToString(CultureInfo.InvariantCulture)} {noun}{(number == 1 ? "" : "s")}";
}
