using Npgsql;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Counts the rows that each policy lets through, as the role that is explained.</summary>
/// <param name="trial">The transaction that is rolled back.</param>
/// <param name="view">The temporary view through which the rows come.</param>
/// <param name="facts">The table.</param>
/// <param name="role">The role that is explained.</param>
/// <param name="become">What makes the session the role with its claims.</param>
internal sealed class PolicyTrial(AccessTrial trial, string view, AccessFacts facts, string role, Func<IEnumerable<NpgsqlBatchCommand>> become)
{
    private const string Function = "pg_temp.plumb_policies";

    /// <summary>The answer with the number of rows for each policy, and for updates and deletes the number of rows that all of them together let through.</summary>
    public async Task<AccessAnswer> RunAsync(AccessAnswer answer, List<string> notes, CancellationToken cancellationToken)
    {
        var refused = await trial.TryAsync(
            cancellationToken,
            $"CREATE TEMPORARY VIEW {view.Split('.')[1]} AS SELECT * FROM {facts.Table}",
            $"GRANT SELECT ON {view} TO {SqlName.Quoted(role)}").ConfigureAwait(false);
        if (refused is not null)
        {
            notes.Add($"the policies could not be tried one by one: {refused.MessageText} ({refused.SqlState})");
            return answer;
        }

        var tried = answer.Policies.Where(static p => p is { Applies: true, Using: not null }).ToList();
        var together = Together(answer);
        var conditions = tried.Select(static p => p.Using!).Append(together ?? "true").ToList();
        var (counts, _) = await CountAsync(conditions, cancellationToken).ConfigureAwait(false);
        if (counts is not null)
        {
            var numbers = tried.Zip(counts).ToDictionary(static p => p.First, static p => p.Second);
            return answer with
            {
                Policies = [.. answer.Policies.Select(p => numbers.TryGetValue(p, out var number) ? p with { Passing = number } : p)],
                Reached = answer.Reached ?? (together is null ? null : counts[^1]),
            };
        }

        // One of them fails: each for itself, so that the others still have their numbers.
        var effects = new List<PolicyEffect>();
        foreach (var policy in answer.Policies)
        {
            if (!tried.Contains(policy))
            {
                effects.Add(policy);
                continue;
            }

            var (one, error) = await CountAsync([policy.Using!], cancellationToken).ConfigureAwait(false);
            effects.Add(policy with { Passing = one?[0], Error = error is null ? null : $"{error.MessageText} ({error.SqlState})" });
        }

        return answer with { Policies = effects };
    }

    /// <summary>
    /// Counts by a function of the connecting role, whose body is parsed when it is made: like the server, which has parsed a policy when it
    /// was made, the role needs no right to find what the conditions name. What they read, they read as the role.
    /// </summary>
    private async Task<(long[]? Numbers, PostgresException? Refusal)> CountAsync(List<string> conditions, CancellationToken cancellationToken)
    {
        var counts = string.Join(", ", conditions.Select(static c => $"count(*) FILTER (WHERE {c})"));
        var refused = await trial.TryAsync(
            cancellationToken,
            $"CREATE OR REPLACE FUNCTION {Function}() RETURNS bigint[] LANGUAGE sql BEGIN ATOMIC SELECT ARRAY[{counts}] FROM {view} AS {facts.Alias}; END",
            $"GRANT EXECUTE ON FUNCTION {Function}() TO {SqlName.Quoted(role)}").ConfigureAwait(false);
        return refused is not null
            ? (null, refused)
            : await trial.CountAsync(
                $"SELECT {string.Join(", ", conditions.Select(static (_, i) => $"numbers[{i + 1}]"))} FROM (SELECT {Function}() AS numbers) counted", become, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The rows that an UPDATE or DELETE with a WHERE reaches: those that the policies for the command and those for SELECT let through. Null for
    /// the other commands.
    /// </summary>
    private static string? Together(AccessAnswer answer)
    {
        if (answer.Question.Command is not (AccessCommand.Update or AccessCommand.Delete))
        {
            return null;
        }

        var asked = answer.Question.Command.ToString().ToUpperInvariant();
        return $"{Combined(answer, asked)} AND {Combined(answer, "SELECT")}";
    }

    /// <summary>The condition of all policies for a command. One that has a WITH CHECK alone lets no row be reached, and restricts none.</summary>
    private static string Combined(AccessAnswer answer, string command)
    {
        var policies = answer.Policies.Where(p => p is { Applies: true, Using: not null } && (p.Command == "ALL" || p.Command == command)).ToList();
        var permissive = policies.Where(static p => p.IsPermissive).Select(static p => $"({p.Using})").ToList();
        var restrictive = policies.Where(static p => !p.IsPermissive).Select(static p => $"({p.Using})");
        return $"({string.Join(" AND ", restrictive.Prepend(permissive.Count == 0 ? "false" : $"({string.Join(" OR ", permissive)})"))})";
    }
}
