namespace Plumb.Sql;

/// <summary>Tells the kind of a statement from its words, skipping comments. It knows only what needs special treatment.</summary>
internal static class StatementClassifier
{
    /// <summary>The kind of <paramref name="statement"/>, a text without leading comments and without its semicolon.</summary>
    public static StatementKind Classify(ReadOnlySpan<char> statement)
    {
        // Most statements are told apart by their first letter already.
        if (statement.IsEmpty || (statement[0] | 0x20) is not ('a' or 'b' or 'c' or 'd' or 'e' or 'p' or 'r' or 's' or 'v'))
        {
            return StatementKind.Ordinary;
        }

        var lexer = new SqlLexer(statement);
        return lexer.ReadCode() == SqlTokenKind.Word ? ClassifyFirstWord(ref lexer) : StatementKind.Ordinary;
    }

    private static StatementKind ClassifyFirstWord(ref SqlLexer lexer)
    {
        Span<char> lower = stackalloc char[16];
        if (lexer.Token.Length > lower.Length)
        {
            return StatementKind.Ordinary;
        }

        lexer.Token.ToLowerInvariant(lower);
        return lower[..lexer.Token.Length] switch
        {
            "begin" => StatementKind.Begin,
            "start" when NextIs(ref lexer, "transaction") => StatementKind.Begin,
            "commit" or "end" => NextIs(ref lexer, "prepared") ? StatementKind.TwoPhase : StatementKind.Commit,
            "rollback" or "abort" => ClassifyRollback(ref lexer),
            "savepoint" or "release" => StatementKind.Savepoint,
            "prepare" => ClassifyPrepare(ref lexer),
            "vacuum" => StatementKind.Vacuum,
            "copy" => CopyStatement.ReadsStdin(ref lexer) ? StatementKind.CopyFromStdin : StatementKind.Ordinary,
            "create" => ClassifyCreate(ref lexer),
            "drop" => ClassifyDrop(ref lexer),
            "alter" => AlterStatement.Classify(ref lexer),
            "reindex" => ReindexStatement.Classify(ref lexer),
            "cluster" => ClassifyCluster(ref lexer),
            "discard" when NextIs(ref lexer, "all") => StatementKind.OtherOutsideTransaction,
            _ => StatementKind.Ordinary,
        };
    }

    private static bool NextIs(ref SqlLexer lexer, string word)
    {
        lexer.ReadCode();
        return lexer.IsWord(word);
    }

    private static StatementKind ClassifyRollback(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        if (lexer.IsWord("prepared"))
        {
            return StatementKind.TwoPhase;
        }

        if (lexer.IsWord("work") || lexer.IsWord("transaction"))
        {
            lexer.ReadCode();
        }

        return lexer.IsWord("to") ? StatementKind.Savepoint : StatementKind.Rollback;
    }

    /// <summary><c>PREPARE TRANSACTION 'id'</c>; any other PREPARE names a query.</summary>
    private static StatementKind ClassifyPrepare(ref SqlLexer lexer) =>
        NextIs(ref lexer, "transaction") && lexer.ReadCode() is SqlTokenKind.String or SqlTokenKind.DollarString
            ? StatementKind.TwoPhase
            : StatementKind.Ordinary;

    private static StatementKind ClassifyCreate(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        if (lexer.IsWord("unique"))
        {
            lexer.ReadCode();
        }

        if (lexer.IsWord("index"))
        {
            return NextIs(ref lexer, "concurrently") ? StatementKind.CreateIndexConcurrently : StatementKind.Ordinary;
        }

        return IsDatabaseWide(in lexer) && !IsSubscriptionWithoutSlot(ref lexer) ? StatementKind.OtherOutsideTransaction : StatementKind.Ordinary;
    }

    /// <summary>Without a replication slot on the other server a subscription is a row like any other.</summary>
    private static bool IsSubscriptionWithoutSlot(ref SqlLexer lexer)
    {
        if (!lexer.IsWord("subscription"))
        {
            return false;
        }

        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            if (lexer.Kind == SqlTokenKind.OpenParenthesis)
            {
                var options = lexer;
                return StatementOptions.IsSet(ref options, "connect") == false || StatementOptions.IsSet(ref lexer, "create_slot") == false;
            }
        }

        return false;
    }

    private static StatementKind ClassifyDrop(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        if (lexer.IsWord("index"))
        {
            return NextIs(ref lexer, "concurrently") ? StatementKind.DropIndexConcurrently : StatementKind.Ordinary;
        }

        return IsDatabaseWide(in lexer) ? StatementKind.OtherOutsideTransaction : StatementKind.Ordinary;
    }

    private static bool IsDatabaseWide(in SqlLexer lexer) =>
        lexer.IsWord("database") || lexer.IsWord("tablespace") || lexer.IsWord("subscription");

    /// <summary>CLUSTER with at most VERBOSE or options goes over all tables, each in a transaction of its own.</summary>
    private static StatementKind ClassifyCluster(ref SqlLexer lexer)
    {
        lexer.ReadCode();
        if (lexer.Kind == SqlTokenKind.OpenParenthesis)
        {
            StatementOptions.IsSet(ref lexer, "");
            lexer.ReadCode();
        }
        else if (lexer.IsWord("verbose"))
        {
            lexer.ReadCode();
        }

        return lexer.Kind == SqlTokenKind.End ? StatementKind.OtherOutsideTransaction : StatementKind.Ordinary;
    }
}
