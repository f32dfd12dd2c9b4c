using System.Diagnostics;
using Plumb.Checks;
using Plumb.Execution;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>
/// Leaves out each statement of a migration in turn and looks whether anything notices: a later statement that fails, or a check that turns
/// red. A check that was green before the migration is suspected of showing nothing, until a mutation turns it red.
/// </summary>
/// <remarks>
/// To notice nothing costs the most, because everything has to run: when nothing misses a statement, those like it that follow are left out
/// together, and if nothing misses them either they are done with at once. Comments, which checks seldom ask for, are left out together first.
/// </remarks>
/// <param name="statements">The migration.</param>
/// <param name="results">The required checks, green after it.</param>
internal sealed class Mutation(IReadOnlyList<Statement> statements, IReadOnlyList<CheckResult> results)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    private readonly CheckAffinity affinity = new(results);
    private readonly HashSet<int> uncovered = [];
    private List<Check> suspects = [];
    private bool commentsAreCovered;

    /// <summary>The checks that hold without the migration and without each of its statements.</summary>
    public IReadOnlyList<Check> Suspects => suspects;

    /// <summary>The statements that nothing misses.</summary>
    public IReadOnlyList<Statement> Uncovered => [.. uncovered.Order().Select(i => statements[i])];

    /// <summary>How many statements were left out.</summary>
    public int Tried { get; private set; }

    /// <summary>Finds the checks that are green before the migration.</summary>
    public async Task SuspectAsync(ShadowSession session, CancellationToken cancellationToken)
    {
        var before = await session.CheckAsync([.. results.Select(static r => r.Check)], cancellationToken).ConfigureAwait(false);
        suspects = [.. before.Results.Where(static r => r.Outcome == Outcome.Pass).Select(static r => r.Check)];
    }

    /// <summary>Runs the migration in the session, statement by statement, and before each one everything but that one.</summary>
    public async Task RunAsync(ShadowSession session, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < statements.Count && Stopwatch.GetElapsedTime(begun) < Budget; i++)
        {
            if (FirstWord(statements[i]) is not (null or "SET" or "RESET"))
            {
                Tried++;
                if (!uncovered.Contains(i) && !await AreCommentsUncoveredAsync(session, i, cancellationToken).ConfigureAwait(false)
                    && !await IsMissedAsync(session, i, new HashSet<int> { i }, cancellationToken).ConfigureAwait(false))
                {
                    uncovered.Add(i);
                    await LeaveOutThoseLikeAsync(session, i, cancellationToken).ConfigureAwait(false);
                }
            }

            await session.RunInsideAsync([statements[i]], ends: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> AreCommentsUncoveredAsync(ShadowSession session, int index, CancellationToken cancellationToken)
    {
        if (FirstWord(statements[index]) != "COMMENT" || commentsAreCovered)
        {
            return false;
        }

        var comments = ThoseLike(index).Append(index).ToHashSet();
        commentsAreCovered = await IsMissedAsync(session, index, comments, cancellationToken).ConfigureAwait(false);
        uncovered.UnionWith(commentsAreCovered ? [] : comments);
        return !commentsAreCovered;
    }

    private async Task LeaveOutThoseLikeAsync(ShadowSession session, int index, CancellationToken cancellationToken)
    {
        var alike = ThoseLike(index).ToHashSet();
        if (alike.Count > 1 && !await IsMissedAsync(session, index, alike, cancellationToken).ConfigureAwait(false))
        {
            uncovered.UnionWith(alike);
        }
    }

    private IEnumerable<int> ThoseLike(int index)
    {
        var word = FirstWord(statements[index]);
        return Enumerable.Range(index + 1, statements.Count - index - 1).Where(i => !uncovered.Contains(i) && FirstWord(statements[i]) == word);
    }

    /// <summary>Whether anything notices when <paramref name="left"/> are left out of the statements from <paramref name="next"/> on.</summary>
    private Task<bool> IsMissedAsync(ShadowSession session, int next, HashSet<int> left, CancellationToken cancellationToken) => session.UndoAfterAsync(
        async trial =>
        {
            try
            {
                var rest = Enumerable.Range(next, statements.Count - next).Where(i => !left.Contains(i)).Select(i => statements[i]).ToList();
                await trial.RunInsideAsync(rest, ends: true, cancellationToken).ConfigureAwait(false);
            }
            catch (StatementException)
            {
                return true;
            }

            var seen = await trial.CheckAsync(suspects, cancellationToken).ConfigureAwait(false);
            suspects = [.. seen.Results.Where(static r => r.Outcome == Outcome.Pass).Select(static r => r.Check)];
            if (!seen.Passed)
            {
                return true;
            }

            var others = affinity.Order(statements[left.First()]).Except(suspects).ToList();
            if (await trial.FindFailureAsync(others, cancellationToken).ConfigureAwait(false) is not { } red)
            {
                return false;
            }

            affinity.Remember(red);
            return true;
        },
        cancellationToken);

    private static string? FirstWord(Statement statement)
    {
        var lexer = new SqlLexer(statement.Span);
        return lexer.ReadCode() == SqlTokenKind.End ? null : lexer.Token.ToString().ToUpperInvariant();
    }
}
