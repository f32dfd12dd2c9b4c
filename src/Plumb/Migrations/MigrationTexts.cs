namespace Plumb.Migrations;

/// <summary>The files of a migration that is to be written. <c>{0}</c> stands for its name.</summary>
/// <param name="Up">What it does.</param>
/// <param name="Verify">What must hold after; null for no such file.</param>
/// <param name="Revert">How to take it back; null for no such file.</param>
public sealed record MigrationTexts(string Up, string? Verify, string? Revert)
{
    /// <summary>For a person to fill in.</summary>
    public static MigrationTexts Blank { get; } = new(
        """
        -- What changes, and why. Plain SQL; Plumb runs it in one transaction with its checks and the ledger.

        """,
        """
        /* What must hold after {0}. A required check that fails rolls everything back. A check looks like this:

        -- check: the table exists
        -- expect: 1 row
        SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = '…';
        */

        """,
        """
        -- How to take {0} back. Checks after the statements verify the revert itself.

        """);
}
