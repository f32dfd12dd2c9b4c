using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Counts the rows that each policy lets through.</summary>
/// <param name="trial">The transaction that is rolled back.</param>
/// <param name="counts">What evaluates conditions as the role.</param>
/// <param name="facts">The table.</param>
/// <param name="role">The role that is explained.</param>
internal sealed class PolicyTrial(AccessTrial trial, ConditionCounts counts, AccessFacts facts, string role)
{
    private const string View = "plumb_rows";

    /// <summary>The answer with the number of rows for each policy, and for updates and deletes the number of rows that all of them together let through.</summary>
    public async Task<AccessAnswer> RunAsync(AccessAnswer answer, List<string> notes, CancellationToken cancellationToken)
    {
        var refused = await trial.TryAsync(
            cancellationToken,
            $"CREATE TEMPORARY VIEW {View} AS SELECT * FROM {facts.Table}",
            $"GRANT SELECT ON pg_temp.{View} TO {SqlName.Quoted(role)}").ConfigureAwait(false);
        if (refused is not null)
        {
            notes.Add($"the policies could not be tried one by one: {refused.MessageText} ({refused.SqlState})");
            return answer;
        }

        var tried = answer.Policies.Where(static p => p is { Applies: true, Using: not null }).ToList();
        var found = await counts.OfAsync($"pg_temp.{View}", [.. tried.Select(static p => p.Using!), Together(answer) ?? "true"], cancellationToken).ConfigureAwait(false);
        var byPolicy = tried.Zip(found).ToDictionary(static p => p.First, static p => p.Second);
        return answer with
        {
            Policies = [.. answer.Policies.Select(p => byPolicy.TryGetValue(p, out var count) ? p with { Passing = count.Rows, Error = count.Error } : p)],
            Reached = answer.Reached ?? (Together(answer) is null ? null : found[^1].Rows),
        };
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

        return $"{CombinedPolicies.Of(answer, answer.Question.CommandWord, static p => p.Using)} AND {CombinedPolicies.Of(answer, "SELECT", static p => p.Using)}";
    }
}
