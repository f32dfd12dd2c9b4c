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
                var table = await trial.BeginAsync(question.Table, cancellationToken).ConfigureAwait(false);
                var facts = await FactsAsync(trial, table, question, cancellationToken).ConfigureAwait(false);
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
        if (NoObject(question.Claims) is { } fault)
        {
            throw new UsageException(AccessFindings.InvalidClaims(fault));
        }

        if (NoObject(question.Row) is { } wrong)
        {
            throw new UsageException(AccessFindings.InvalidRow(wrong));
        }
    }

    /// <summary>Why a text is no JSON object; null when it is one, or is not there.</summary>
    private static string? NoObject(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "{}");
            return document.RootElement.ValueKind == JsonValueKind.Object ? null : $"it is a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}";
        }
        catch (JsonException)
        {
            return "it is not JSON";
        }
    }

    private static async Task<AccessFacts> FactsAsync(AccessTrial trial, string? table, AccessQuestion question, CancellationToken cancellationToken)
    {
        if (table is not null
            && await trial.ReadAsync(EmbeddedQuery.Read(nameof(Diagnosis), "access"), cancellationToken, table, question.Role, question.CommandWord).ConfigureAwait(false) is [{ } row])
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
        var policies = (await trial.ReadAsync(EmbeddedQuery.Read(nameof(Diagnosis), "policies"), cancellationToken, facts.TableId, answer.Question.Role).ConfigureAwait(false))
            .Select(r => PolicyOf(r, answer.Question.Command)).OrderBy(static p => !p.Applies).ToList();

        // Off means: refuse rather than leave out rows. So this number is the whole table or nothing.
        var (total, hidden) = await trial.CountAsync(
            $"SELECT pg_catalog.count(*) FROM {facts.Table}", static () => [new NpgsqlBatchCommand("SET LOCAL row_security = off")], cancellationToken).ConfigureAwait(false);
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
        var counts = new ConditionCounts(trial, facts, answer.Question.Role, Become);
        if (answer.Question.Command == AccessCommand.Select)
        {
            var (seen, denied) = await trial.CountAsync($"SELECT pg_catalog.count(*) FROM {facts.Table}", Become, cancellationToken).ConfigureAwait(false);
            answer = answer with { Reached = seen?[0] };
            if (denied is not null && answer.IsPermitted)
            {
                notes.Add($"tried as {answer.Question.Role}, the server says: {denied.MessageText} ({denied.SqlState})");
            }
        }

        answer = facts.PoliciesApply && policies.Exists(static p => p is { Applies: true, Using: not null })
            ? await new PolicyTrial(trial, counts, facts, answer.Question.Role).RunAsync(answer, notes, cancellationToken).ConfigureAwait(false)
            : answer with { Reached = answer.Reached ?? (answer.IsPermitted && answer.Question.Command != AccessCommand.Insert ? facts.PoliciesApply ? 0 : answer.Total : null) };
        return answer.Question.Row is { } row
            ? await new NewRowTrial(trial, counts, facts, answer.Question.Role).RunAsync(answer, row, notes, cancellationToken).ConfigureAwait(false) with { Notes = notes }
            : answer with { Notes = notes };
    }

    private static IEnumerable<NpgsqlBatchCommand> Settings(AccessQuestion question)
    {
        foreach (var (name, value) in question.Settings)
        {
            yield return new NpgsqlBatchCommand("SELECT pg_catalog.set_config($1, $2, true)")
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
}
