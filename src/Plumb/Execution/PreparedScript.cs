using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>A script as it will be run: its own outer transaction absorbed, and the way it runs decided.</summary>
/// <param name="Statements">What is sent, in order.</param>
/// <param name="Begin">How the transaction begins, with the modes that the file asked for.</param>
/// <param name="RunsInTransaction">False when it runs statement by statement with a journal.</param>
internal sealed record PreparedScript(IReadOnlyList<Statement> Statements, string Begin, bool RunsInTransaction)
{
    /// <summary>Prepares a script; what it may not contain is added to <paramref name="findings"/>.</summary>
    public static PreparedScript Of(Script script, Directives directives, List<Finding> findings)
    {
        IReadOnlyList<Statement> statements = script.Statements;
        var begin = "BEGIN";
        if (statements is [{ Kind: StatementKind.Begin } first, .., { Kind: StatementKind.Commit }])
        {
            begin = first.Text;
            statements = [.. statements.Skip(1).Take(statements.Count - 2)];
        }

        findings.AddRange(statements.Where(IsTransactionControl).Select(ExecutionFindings.InnerTransactionControl));
        var outside = directives.NoTransaction || statements.Any(static s => MustRunOutside(s.Kind));
        if (outside)
        {
            findings.AddRange(statements.Where(static s => s.Kind == StatementKind.CreateIndexConcurrently && ConcurrentIndex.Of(s) is null)
                .Select(ExecutionFindings.UnnamedConcurrentIndex));
        }

        return new PreparedScript(statements, begin, !outside);
    }

    /// <summary>True for a statement that PostgreSQL refuses inside a transaction block.</summary>
    public static bool MustRunOutside(StatementKind kind) => kind
        is StatementKind.CreateIndexConcurrently
        or StatementKind.DropIndexConcurrently
        or StatementKind.ReindexOutsideTransaction
        or StatementKind.Vacuum
        or StatementKind.OtherOutsideTransaction;

    private static bool IsTransactionControl(Statement statement) => statement.Kind
        is StatementKind.Begin or StatementKind.Commit or StatementKind.Rollback or StatementKind.TwoPhase;
}
