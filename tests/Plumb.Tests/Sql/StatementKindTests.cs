using Plumb.Sql;
using static Plumb.Tests.Sql.Splitting;

namespace Plumb.Tests.Sql;

public sealed class StatementKindTests
{
    [Theory]
    [InlineData("BEGIN", StatementKind.Begin)]
    [InlineData("begin /* c */ work isolation level serializable", StatementKind.Begin)]
    [InlineData("START /* c */ TRANSACTION READ ONLY", StatementKind.Begin)]
    [InlineData("COMMIT", StatementKind.Commit)]
    [InlineData("COMMIT AND CHAIN", StatementKind.Commit)]
    [InlineData("END TRANSACTION", StatementKind.Commit)]
    [InlineData("ROLLBACK", StatementKind.Rollback)]
    [InlineData("ROLLBACK AND NO CHAIN", StatementKind.Rollback)]
    [InlineData("ABORT WORK", StatementKind.Rollback)]
    [InlineData("ROLLBACK TO SAVEPOINT a", StatementKind.Savepoint)]
    [InlineData("Rollback Work -- c\n To a", StatementKind.Savepoint)]
    [InlineData("SAVEPOINT a", StatementKind.Savepoint)]
    [InlineData("RELEASE a", StatementKind.Savepoint)]
    [InlineData("PREPARE TRANSACTION 'a'", StatementKind.TwoPhase)]
    [InlineData("COMMIT PREPARED 'a'", StatementKind.TwoPhase)]
    [InlineData("ROLLBACK PREPARED 'a'", StatementKind.TwoPhase)]
    [InlineData("PREPARE transaction AS SELECT 1", StatementKind.Ordinary)]
    [InlineData("PREPARE a AS SELECT 1", StatementKind.Ordinary)]
    [InlineData("COPY t FROM STDIN", StatementKind.CopyFromStdin)]
    [InlineData("copy /* c */ t -- c\n from /* c */ stdin", StatementKind.CopyFromStdin)]
    [InlineData("\"BEGIN\"", StatementKind.Ordinary)]
    [InlineData("BEGINNING", StatementKind.Ordinary)]
    [InlineData("start_transaction", StatementKind.Ordinary)]
    [InlineData("SELECT 'VACUUM'", StatementKind.Ordinary)]
    [InlineData("EXPLAIN VACUUM", StatementKind.Ordinary)]
    [InlineData("CREATE INDEX i ON concurrently (a)", StatementKind.Ordinary)]
    [InlineData("VACUUM", StatementKind.Vacuum)]
    [InlineData("ALTER SUBSCRIPTION s REFRESH PUBLICATION", StatementKind.OtherOutsideTransaction)]
    [InlineData("ALTER SUBSCRIPTION s SET PUBLICATION p", StatementKind.OtherOutsideTransaction)]
    [InlineData("ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (copy_data = true, refresh = false)", StatementKind.Ordinary)]
    [InlineData("ALTER SUBSCRIPTION s DISABLE", StatementKind.Ordinary)]
    [InlineData("DROP SUBSCRIPTION s", StatementKind.OtherOutsideTransaction)]
    [InlineData("CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = false)", StatementKind.Ordinary)]
    [InlineData("ALTER DATABASE d SET work_mem = 1", StatementKind.Ordinary)]
    public void The_leading_words_tell_the_kind(string text, StatementKind kind) => Assert.Equal(kind, Kind(text));
}
