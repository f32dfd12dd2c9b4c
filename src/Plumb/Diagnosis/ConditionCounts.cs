using System.Globalization;
using Npgsql;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Counts the rows that make conditions of policies true, as the role that is explained.</summary>
/// <param name="trial">The transaction that is rolled back.</param>
/// <param name="facts">The table whose policies they are.</param>
/// <param name="role">The role that is explained.</param>
/// <param name="become">What makes the session the role with its claims.</param>
internal sealed class ConditionCounts(AccessTrial trial, AccessFacts facts, string role, Func<IEnumerable<NpgsqlBatchCommand>> become)
{
    private const string Function = "pg_temp.plumb_policies";

    /// <summary>For each condition the number of rows of <paramref name="view"/>, or why it cannot be evaluated.</summary>
    public async Task<IReadOnlyList<(long? Rows, string? Error)>> OfAsync(string view, IReadOnlyList<string> conditions, CancellationToken cancellationToken)
    {
        var (all, error) = await CountAsync(view, conditions, cancellationToken).ConfigureAwait(false);
        if (all is not null)
        {
            return [.. all.Select(static number => ((long?)number, (string?)null))];
        }

        if (conditions.Count == 1)
        {
            return [(null, $"{error!.MessageText} ({error.SqlState})")];
        }

        // One of them fails: each for itself, so that the others still have their numbers.
        var counts = new List<(long? Rows, string? Error)>();
        foreach (var condition in conditions)
        {
            counts.AddRange(await OfAsync(view, [condition], cancellationToken).ConfigureAwait(false));
        }

        return counts;
    }

    /// <summary>
    /// Counts by a function of the connecting role, whose body is parsed when it is made: like the server, which has parsed a policy when it
    /// was made, the role needs no right to find what the conditions name. What they read, they read as the role.
    /// </summary>
    private async Task<(long[]? Numbers, PostgresException? Refusal)> CountAsync(string view, IReadOnlyList<string> conditions, CancellationToken cancellationToken)
    {
        var counts = string.Join(", ", conditions.Select(static c => $"count(*) FILTER (WHERE {c})"));
        var refused = await trial.TryAsync(
            cancellationToken,
            $"CREATE OR REPLACE FUNCTION {Function}() RETURNS bigint[] LANGUAGE sql BEGIN ATOMIC SELECT ARRAY[{counts}] FROM {view} AS {facts.Alias}; END",
            $"GRANT EXECUTE ON FUNCTION {Function}() TO {SqlName.Quoted(role)}").ConfigureAwait(false);
        if (refused is not null)
        {
            return (null, refused);
        }

        var numbers = string.Join(", ", Enumerable.Range(1, conditions.Count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"numbers[{i}]")));
        return await trial.CountAsync($"SELECT {numbers} FROM (SELECT {Function}() AS numbers) counted", become, cancellationToken).ConfigureAwait(false);
    }
}
