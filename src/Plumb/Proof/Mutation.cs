using System.Diagnostics;
using Plumb.Checks;
using Plumb.Execution;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>
/// Leaves out each statement of a migration in turn and looks whether anything notices: a later statement that fails, or a check that turns
/// red. A check that was green before the migration is suspected of showing nothing, until a mutation turns it red.
/// </summary>
/// <param name="statements">The migration.</param>
/// <param name="checks">The required checks, green after it.</param>
internal sealed class Mutation(IReadOnlyList<Statement> statements, List<Check> checks)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    private readonly List<Statement> uncovered = [];
    private List<Check> suspects = [];

    /// <summary>The checks that hold without the migration and without each of its statements.</summary>
    public IReadOnlyList<Check> Suspects => suspects;

    /// <summary>The statements that nothing misses.</summary>
    public IReadOnlyList<Statement> Uncovered => uncovered;

    /// <summary>How many statements were left out.</summary>
    public int Tried { get; private set; }

    /// <summary>Finds the checks that are green before the migration.</summary>
    public async Task SuspectAsync(ShadowSession session, CancellationToken cancellationToken)
    {
        var before = await session.CheckAsync(checks, cancellationToken).ConfigureAwait(false);
        suspects = [.. before.Results.Where(static r => r.Outcome == Outcome.Pass).Select(static r => r.Check)];
    }

    /// <summary>Runs the migration in the session, statement by statement, and before each one everything but that one.</summary>
    public async Task RunAsync(ShadowSession session, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < statements.Count && Stopwatch.GetElapsedTime(begun) < Budget; i++)
        {
            var statement = statements[i];
            if (ChangesSomething(statement))
            {
                Tried++;
                var rest = statements.Skip(i + 1).ToList();
                if (!await session.UndoAfterAsync(s => IsMissedAsync(s, rest, cancellationToken), cancellationToken).ConfigureAwait(false))
                {
                    uncovered.Add(statement);
                }
            }

            await session.RunInsideAsync([statement], ends: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsMissedAsync(ShadowSession session, IReadOnlyList<Statement> rest, CancellationToken cancellationToken)
    {
        try
        {
            await session.RunInsideAsync(rest, ends: true, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException)
        {
            return true;
        }

        var seen = await session.CheckAsync(suspects, cancellationToken).ConfigureAwait(false);
        suspects = [.. seen.Results.Where(static r => r.Outcome == Outcome.Pass).Select(static r => r.Check)];
        return !seen.Passed || await TurnsRedAsync(session, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TurnsRedAsync(ShadowSession session, CancellationToken cancellationToken)
    {
        for (var i = 0; i < checks.Count; i++)
        {
            var check = checks[i];
            var table = await session.CheckAsync([check], cancellationToken).ConfigureAwait(false);
            if (!table.Passed)
            {
                // Statements that stand together are mostly seen by the same check.
                checks.RemoveAt(i);
                checks.Insert(0, check);
                return true;
            }
        }

        return false;
    }

    private static bool ChangesSomething(Statement statement)
    {
        var lexer = new SqlLexer(statement.Span);
        lexer.ReadCode();
        return !lexer.IsWord("SET") && !lexer.IsWord("RESET");
    }
}
