using System.Text.Json;
using Npgsql;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>
/// Explains what a role may do with a table, by trying: PostgreSQL itself evaluates every policy as that role, in a transaction that is
/// rolled back and takes no lock that others would notice.
/// </summary>
/// <remarks>
/// The rows come through a temporary view of the connecting role, which reads the table with that role's rights; the conditions of the
/// policies stand in a temporary function outside the view, so that <c>current_user</c>, claims and the policies of other tables are those of the role that is
/// explained. What refers to the whole row, or to system columns, cannot be evaluated so.
/// </remarks>
public static class AccessExplanation
{
    private const string Rows = "pg_temp.plumb_rows";

    /// <summary>Asks one database.</summary>
    /// <exception cref="UsageException">There is no such table or role, or the claims are no JSON object.</exception>
    /// <exception cref="DatabaseException">The database could not be reached.</exception>
    public static async Task<AccessAnswer> AskAsync(ConnectionTarget target, AccessQuestion question, CancellationToken cancellationToken)
    {
        ThrowIfInvalid(question);
        var connection = await target.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var identity = await ServerIdentity.AskAsync(connection, cancellationToken).ConfigureAwait(false);
            var trial = new AccessTrial(connection);
            try
            {
                await trial.BeginAsync(cancellationToken).ConfigureAwait(false);
                var facts = await FactsAsync(trial, question, cancellationToken).ConfigureAwait(false);
                var answer = new AccessAnswer(target, identity, question, facts.Table) { Steps = [.. AccessSteps.Of(facts, question)], PoliciesApply = facts.PoliciesApply };
                return await TryAsync(trial, facts, answer, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await trial.EndAsync().ConfigureAwait(false);
            }
        }
    }

    private static void ThrowIfInvalid(AccessQuestion question)
    {
        try
        {
            using var claims = JsonDocument.Parse(question.Claims ?? "{}");
            if (claims.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new UsageException(AccessFindings.InvalidClaims($"it is a JSON {claims.RootElement.ValueKind.ToString().ToLowerInvariant()}"));
            }
        }
        catch (JsonException error)
        {
            throw new UsageException(AccessFindings.InvalidClaims(error.Message));
        }
    }

    private static async Task<AccessFacts> FactsAsync(AccessTrial trial, AccessQuestion question, CancellationToken cancellationToken)
    {
        List<string?[]> rows;
        try
        {
            rows = await trial.ReadAsync(DiagnosisQuery.Read("access"), cancellationToken, question.Table, question.Role, Privilege(question)).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.SyntaxError or PostgresErrorCodes.InvalidName)
        {
            throw new UsageException(AccessFindings.UnknownTable(question.Table, []));
        }

        if (rows is [{ } row])
        {
            return new AccessFacts(row);
        }

        var roles = (await trial.ReadAsync("SELECT rolname::text FROM pg_roles", cancellationToken).ConfigureAwait(false)).Select(static r => r[0]!).ToList();
        if (!roles.Contains(question.Role))
        {
            throw new UsageException(AccessFindings.UnknownRole(question.Role, roles));
        }

        var tables = await trial.ReadAsync(
            "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_|^information_schema$'",
            cancellationToken).ConfigureAwait(false);
        throw new UsageException(AccessFindings.UnknownTable(question.Table, tables.Select(static t => t[0]!)));
    }

    private static async Task<AccessAnswer> TryAsync(AccessTrial trial, AccessFacts facts, AccessAnswer answer, CancellationToken cancellationToken)
    {
        var notes = new List<string>(AccessSteps.Notes(facts, answer.Question, answer.Identity.Role));
        var policies = (await trial.ReadAsync(DiagnosisQuery.Read("policies"), cancellationToken, facts.TableId, answer.Question.Role).ConfigureAwait(false))
            .Select(r => PolicyOf(r, answer.Question.Command)).OrderBy(static p => !p.Applies).ToList();

        // Off means: refuse rather than leave out rows. So this number is the whole table or nothing.
        var (total, hidden) = await trial.CountAsync(
            $"SELECT count(*) FROM {facts.Table}", static () => [new NpgsqlBatchCommand("SET LOCAL row_security = off")], cancellationToken).ConfigureAwait(false);
        if (hidden is not null)
        {
            notes.Add(hidden.SqlState == PostgresErrorCodes.QueryCanceled
                ? "counting the rows took longer than 30 seconds; the numbers are left out"
                : $"{answer.Identity.Role}, the connecting role, does not see every row itself: the policies are tried on those that it sees, and how many there are is not known");
        }

        answer = answer with { Total = total?[0], Policies = policies };
        if (!facts.CanBecome || !facts.HasSchemaUsage || hidden?.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return answer with { Notes = notes };
        }

        IEnumerable<NpgsqlBatchCommand> Become() => [.. Settings(answer.Question), IdentityCommand.For(new Identity(answer.Question.Role, answer.Question.Claims))];
        if (answer.Question.Command == AccessCommand.Select)
        {
            var (seen, denied) = await trial.CountAsync($"SELECT count(*) FROM {facts.Table}", Become, cancellationToken).ConfigureAwait(false);
            answer = answer with { Reached = seen?[0] };
            if (denied is not null && answer.IsPermitted)
            {
                notes.Add($"tried as {answer.Question.Role}, the server says: {denied.MessageText} ({denied.SqlState})");
            }
        }

        answer = facts.PoliciesApply && policies.Exists(static p => p is { Applies: true, Using: not null })
            ? await new PolicyTrial(trial, Rows, facts, answer.Question.Role, Become).RunAsync(answer, notes, cancellationToken).ConfigureAwait(false)
            : answer with { Reached = answer.Reached ?? (answer.IsPermitted && answer.Question.Command != AccessCommand.Insert ? facts.PoliciesApply ? 0 : answer.Total : null) };
        return answer with { Notes = notes };
    }

    private static IEnumerable<NpgsqlBatchCommand> Settings(AccessQuestion question)
    {
        foreach (var (name, value) in question.Settings)
        {
            yield return new NpgsqlBatchCommand("SELECT set_config($1, $2, true)")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = name }, new NpgsqlParameter<string> { TypedValue = value } },
            };
        }
    }

    private static PolicyEffect PolicyOf(string?[] row, AccessCommand command)
    {
        var asked = command.ToString().ToUpperInvariant();
        var reads = command is AccessCommand.Update or AccessCommand.Delete && row[2] is "SELECT";
        return new PolicyEffect(row[0]!, row[1] is "true", row[2]!, row[3]!.Split(", "), row[4] is "true" && (row[2] == "ALL" || row[2] == asked || reads))
        {
            Using = row[5],
            Check = row[6] ?? (row[2] is "ALL" or "UPDATE" ? row[5] : null),
        };
    }

    private static string Privilege(AccessQuestion question) => question.Command.ToString().ToUpperInvariant();
}
