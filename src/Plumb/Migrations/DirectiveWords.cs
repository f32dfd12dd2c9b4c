namespace Plumb.Migrations;

/// <summary>The words that may follow <c>plumb:</c> in a comment.</summary>
internal static class DirectiveWords
{
    public const string Requires = "requires";
    public const string Only = "only";
    public const string NoTransaction = "no-transaction";
    public const string LockTimeout = "lock-timeout";
    public const string Allow = "allow";

    public const string Require = "require";
    public const string Verify = "verify";
    public const string Revert = "revert";

    /// <summary>In the line comments of a migration's header.</summary>
    public static IReadOnlyList<string> Header { get; } = [Requires, Only, NoTransaction, LockTimeout, Allow];

    /// <summary>In the line comments of a revert script's header.</summary>
    public static IReadOnlyList<string> RevertHeader { get; } = [NoTransaction, LockTimeout, Allow];

    /// <summary>At the start of a block comment.</summary>
    public static IReadOnlyList<string> Blocks { get; } = [Require, Verify, Revert];
}
