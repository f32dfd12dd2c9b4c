namespace Plumb.Sql;

/// <summary>What the leading words of a statement say that it is, as far as Plumb must treat it specially.</summary>
public enum StatementKind
{
    /// <summary>Any statement without special treatment.</summary>
    Ordinary,

    /// <summary><c>BEGIN</c> or <c>START TRANSACTION</c>.</summary>
    Begin,

    /// <summary><c>COMMIT</c> or <c>END</c>.</summary>
    Commit,

    /// <summary><c>ROLLBACK</c> or <c>ABORT</c> of the whole transaction.</summary>
    Rollback,

    /// <summary><c>SAVEPOINT</c>, <c>RELEASE</c> or <c>ROLLBACK TO</c>.</summary>
    Savepoint,

    /// <summary><c>PREPARE TRANSACTION</c>, <c>COMMIT PREPARED</c> or <c>ROLLBACK PREPARED</c>.</summary>
    TwoPhase,

    /// <summary><c>COPY … FROM STDIN</c>; its rows are in <see cref="Statement.CopyData"/>.</summary>
    CopyFromStdin,

    /// <summary><c>CREATE [UNIQUE] INDEX CONCURRENTLY</c>.</summary>
    CreateIndexConcurrently,

    /// <summary><c>DROP INDEX CONCURRENTLY</c>.</summary>
    DropIndexConcurrently,

    /// <summary><c>REINDEX … CONCURRENTLY</c>, <c>REINDEX SCHEMA</c>, <c>DATABASE</c> or <c>SYSTEM</c>.</summary>
    ReindexOutsideTransaction,

    /// <summary><c>VACUUM</c>.</summary>
    Vacuum,

    /// <summary>
    /// Another statement that PostgreSQL refuses inside a transaction block: <c>CREATE</c> or <c>DROP DATABASE</c> or
    /// <c>TABLESPACE</c>, <c>ALTER DATABASE … SET TABLESPACE</c>, <c>ALTER SYSTEM</c>, <c>CLUSTER</c> without a table,
    /// <c>DETACH PARTITION … CONCURRENTLY</c>, <c>CREATE SUBSCRIPTION</c> with a slot, <c>DROP SUBSCRIPTION</c>, <c>ALTER SUBSCRIPTION</c> with
    /// a refresh, <c>DISCARD ALL</c>. What only the catalog tells is not among them: REINDEX and CLUSTER of a partitioned table.
    /// </summary>
    OtherOutsideTransaction,
}
