using Npgsql;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Tries the conditions <c>WITH CHECK</c> on a row that somebody wants to write. Nothing is written: triggers, defaults and constraints do not run.</summary>
/// <param name="trial">The transaction that is rolled back.</param>
/// <param name="counts">What evaluates conditions as the role.</param>
/// <param name="facts">The table.</param>
/// <param name="role">The role that is explained.</param>
internal sealed class NewRowTrial(AccessTrial trial, ConditionCounts counts, AccessFacts facts, string role)
{
    private const string View = "plumb_new_row";
    private const string Setting = "plumb.new_row";

    /// <summary>The answer with what each policy says of the row, and all of them together.</summary>
    /// <exception cref="UsageException">The row names a column that the table lacks, or a value does not fit its column.</exception>
    public async Task<AccessAnswer> RunAsync(AccessAnswer answer, string row, List<string> notes, CancellationToken cancellationToken)
    {
        await AddNotesAsync(row, notes, cancellationToken).ConfigureAwait(false);

        // A view takes no parameters, so that the row comes through a setting.
        await trial.ReadAsync("SELECT set_config($1, $2, true)", cancellationToken, Setting, row).ConfigureAwait(false);
        var refused = await trial.TryAsync(
            cancellationToken,
            $"CREATE TEMPORARY VIEW {View} AS SELECT r.* FROM jsonb_populate_record(NULL::{facts.Table}, current_setting('{Setting}')::jsonb) AS r",
            $"GRANT SELECT ON pg_temp.{View} TO {SqlName.Quoted(role)}",
            $"SELECT * FROM pg_temp.{View}").ConfigureAwait(false);
        if (refused is not null)
        {
            throw refused.SqlState is PostgresErrorCodes.InsufficientPrivilege
                ? new DatabaseException(AccessFindings.RowNotTried(refused.MessageText), refused)
                : new UsageException(AccessFindings.InvalidRow(refused.MessageText));
        }

        if (!answer.PoliciesApply)
        {
            return answer with { IsRowAllowed = answer.IsPermitted };
        }

        var command = answer.Question.CommandWord;
        var tried = answer.Policies.Where(p => p is { Applies: true, Check: not null } && (p.Command == "ALL" || p.Command == command)).ToList();
        var together = CombinedPolicies.Of(answer, command, static p => p.Check);

        // An UPDATE with a WHERE reads, and what it leaves must be readable still.
        together = answer.Question.Command == AccessCommand.Update ? $"{together} AND {CombinedPolicies.Of(answer, "SELECT", static p => p.Using)}" : together;
        var found = await counts.OfAsync($"pg_temp.{View}", [.. tried.Select(static p => p.Check!), together], cancellationToken).ConfigureAwait(false);
        var byPolicy = tried.Zip(found).ToDictionary(static p => p.First.Name, static p => p.Second, StringComparer.Ordinal);
        return answer with
        {
            Policies =
            [
                .. answer.Policies.Select(p => byPolicy.TryGetValue(p.Name, out var count) ? p with { IsRowAccepted = count.Rows is { } rows ? rows > 0 : null, Error = p.Error ?? count.Error } : p),
            ],
            IsRowAllowed = found[^1].Rows is { } all ? all > 0 && answer.IsPermitted : null,
        };
    }

    private async Task AddNotesAsync(string row, List<string> notes, CancellationToken cancellationToken)
    {
        var columns = await trial.ReadAsync(EmbeddedQuery.Read(nameof(Diagnosis), "row_columns"), cancellationToken, facts.TableId, row).ConfigureAwait(false);
        if (columns.FirstOrDefault(static c => c[1] is "unknown") is { } unknown)
        {
            throw new UsageException(AccessFindings.UnknownColumn(unknown[0]!, facts.Table, columns.Where(static c => c[1] is not "unknown").Select(static c => c[0]!)));
        }

        if (columns.Where(static c => c[1] is "default").Select(static c => c[0]).ToList() is { Count: > 0 } left)
        {
            notes.Add($"to the policies, what the row leaves out is NULL: the default of {string.Join(", ", left)} was not applied");
        }
    }
}
