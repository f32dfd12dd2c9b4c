using Npgsql;
using Plumb.Diffing;
using Plumb.Diffing.Planning;
using Plumb.PostgresTests.Catalog;

namespace Plumb.PostgresTests.Diffing;

/// <summary>Runs the plan from one schema to another and says what is wrong with it. The judges are the server and pg_dump.</summary>
internal sealed class PlanJudge
{
    private readonly CatalogDatabase database;
    private readonly DatabaseState before;
    private readonly DatabaseState target;
    private readonly Plan plan;
    private readonly List<string> faults = [];

    private PlanJudge(CatalogDatabase database, DatabaseState before, DatabaseState target)
    {
        (this.database, this.before, this.target) = (database, before, target);
        plan = Planner.Plan(SnapshotDifference.Between(before.Snapshot, target.Snapshot), new PlanOptions { AllowDrop = true });
    }

    /// <summary>The faults of the plan, and what it did beyond what the difference names, in the words of <see cref="PlanScript"/>.</summary>
    public static async Task<(IReadOnlyList<string> Faults, IReadOnlyList<string> Effects)> JudgeAsync(CatalogDatabase database, DatabaseState before, DatabaseState target)
    {
        var judge = new PlanJudge(database, before, target);
        await judge.TryWithoutLeaveToDropAsync();
        var effects = await judge.RunAsync() ? await judge.CompareAsync() : [];
        return (judge.faults.Count == 0 ? [] : [.. judge.faults, $"the plan was:\n{judge.plan}"], effects);
    }

    // Rolled back, so that the plan itself starts from the same state.
    private async Task TryWithoutLeaveToDropAsync()
    {
        var additive = Planner.Plan(SnapshotDifference.Between(before.Snapshot, target.Snapshot), new PlanOptions());
        // A revoke goes as the privilege is given, which is no loss.
        var staying = additive.Withheld.Where(static w => w.Change.Kind == ChangeKind.Drop).Select(static w => w.Change.Id).ToList();
        faults.AddRange(additive.Steps.SelectMany(static s => s.Changes).Where(c => c.Kind == ChangeKind.Drop && c.Id.Kind.Word != "revoke" && staying.Any(c.Id.IsWithin)).Select(static c => $"without leave, of something that stays: {c}"));
        try
        {
            await database.RunAsync("BEGIN");
            foreach (var statement in additive.IsTransactional ? additive.Statements : [])
            {
                await RunAsync(statement);
            }

            var objects = await ServerObject.ReadAsync(database.Connection);
            faults.AddRange(before.Objects.Keys.Except(objects.Keys, StringComparer.Ordinal).Select(static o => $"removed without leave: {o}"));
            faults.AddRange(Effects.LostRows(before.Rows, await TableRows.ReadAsync(database.Connection), []).Select(static l => $"without leave: {l}"));
        }
        catch (PostgresException refused)
        {
            faults.Add($"without leave to drop: {refused.MessageText} ({refused.Data["statement"]}) in\n{additive}");
        }
        finally
        {
            await database.RunAsync("ROLLBACK");
        }
    }

    private async Task<bool> RunAsync()
    {
        faults.AddRange(plan.Withheld.Select(static w => $"withheld in spite of leave: {w}"));
        var locks = new ObservedLocks(database.Connection, before.Objects.Values);
        try
        {
            // In UTC a timestamp with a time zone looks like one without, and is not written anew.
            await database.RunAsync(plan.IsTransactional ? "SET TimeZone = 'Asia/Kolkata'; BEGIN" : "SET TimeZone = 'Asia/Kolkata'");
            foreach (var setting in plan.Settings)
            {
                await RunAsync(setting);
            }

            foreach (var step in plan.Steps)
            {
                foreach (var statement in step.Statements)
                {
                    await RunAsync(statement);
                }

                faults.AddRange(await locks.UnannouncedAsync(step));
            }

            await database.RunAsync(plan.IsTransactional ? "COMMIT" : "SELECT");
            await database.RunAsync("RESET ALL");
            return true;
        }
        catch (PostgresException refused)
        {
            await database.RunAsync("ROLLBACK");
            faults.Add($"{refused.SqlState} {refused.MessageText} {refused.Detail} in: {refused.Data["statement"]}");
            return false;
        }
    }

    private async Task RunAsync(string statement)
    {
        try
        {
            await using var command = new NpgsqlCommand(statement, database.Connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        catch (PostgresException refused)
        {
            refused.Data["statement"] = statement;
            throw;
        }
    }

    private async Task<IReadOnlyList<string>> CompareAsync()
    {
        var after = await DatabaseState.TakeAsync(database);
        var rest = SnapshotDifference.Between(after.Snapshot, target.Snapshot);
        faults.AddRange(rest.Deltas.Where(d => plan.Unreachable.All(u => !u.Id.Equals(d.Id))).Select(static d => $"still different: {d}"));
        if (rest.IsEmpty && after.Snapshot.Fingerprint != target.Snapshot.Fingerprint)
        {
            faults.Add("no difference, and yet another fingerprint");
        }

        if (!Planner.Plan(rest, new PlanOptions { AllowDrop = true }).IsEmpty)
        {
            faults.Add("a second plan is not empty");
        }

        if (plan.Unreachable.Count == 0 && target.Dump is not null && after.Dump is not null)
        {
            faults.AddRange(after.Dump.DifferencesFrom(target.Dump).Select(static d => $"pg_dump: {d}"));
        }

        var effects = new Effects(plan, before, after);
        faults.AddRange(effects.Unannounced());
        return [.. effects.All.Order(StringComparer.Ordinal)];
    }
}
