using System.Globalization;
using Plumb.Sql;

namespace Plumb.Proof.Locks;

/// <summary>
/// How the same is reached without keeping anybody waiting. That a statement blocks was seen when it ran; its words only decide which advice fits it.
/// </summary>
internal static class LockRemedy
{
    private const string OwnFile = "in a migration of its own, whose header says -- plumb: no-transaction";

    /// <summary>The advice for a statement that works on a table under a lock.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="since">The statement that took the lock, which may be an earlier one.</param>
    public static string Of(Statement statement, Statement since) => Of(Words(statement))
        ?? (ReferenceEquals(statement, since)
            ? "do it in batches, each in a transaction of its own"
            : $"do it in a migration of its own, so that the lock that {Line(statement, since)} takes is given back before");

    private static string? Of(string words)
    {
        bool Has(string part) => words.Contains($" {part} ", StringComparison.Ordinal);
        return true switch
        {
            _ when Has("CREATE INDEX") || Has("CREATE UNIQUE INDEX") => $"CREATE INDEX CONCURRENTLY, {OwnFile}",
            _ when Has("REINDEX") => $"REINDEX … CONCURRENTLY, {OwnFile}",
            _ when Has("REFRESH MATERIALIZED VIEW") => "REFRESH MATERIALIZED VIEW CONCURRENTLY, which wants a unique index on the view",
            _ when Has("CLUSTER") || Has("VACUUM") => "leave it to pg_repack, or to a time when nobody waits",
            _ when Has("ALTER DOMAIN") => "check the columns of each table instead: ADD CONSTRAINT … CHECK … NOT VALID, and VALIDATE CONSTRAINT in a later migration",
            _ when Has("ATTACH PARTITION") => "first give the partition a CHECK that implies its bounds: ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT in a migration of its own",
            _ when Has("ALTER TABLE") && (Has("PRIMARY KEY") || Has("UNIQUE")) => $"CREATE UNIQUE INDEX CONCURRENTLY, {OwnFile}; then ADD CONSTRAINT … USING INDEX",
            _ when Has("ALTER TABLE") && (Has("REFERENCES") || Has("CHECK")) => "ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in a later migration, which blocks nobody",
            _ when Has("SET NOT NULL") => "ADD CONSTRAINT … CHECK (… IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT in a later migration, then SET NOT NULL, which reads nothing any more",
            _ when Has("ALTER TABLE") && Has("TYPE") => "add a column of the new type, fill it in batches, and let it take the old one's name",
            _ when Has("ALTER TABLE") && Has("ADD") => "ADD COLUMN without a default that differs from row to row; then set the default, and fill the column in batches in a later migration",
            _ => null,
        };
    }

    private static string Line(Statement statement, Statement since) => statement.Place.File == since.Place.File
        ? string.Create(CultureInfo.InvariantCulture, $"line {since.Place.Line}")
        : since.Place.ToString();

    // Upper case, without comments and strings, one blank around every word.
    private static string Words(Statement statement)
    {
        var words = new List<string>();
        var lexer = new SqlLexer(statement.Span);
        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            if (lexer.Kind == SqlTokenKind.Word)
            {
                words.Add(lexer.Token.ToString().ToUpperInvariant());
            }
        }

        return $" {string.Join(' ', words)} ";
    }
}
