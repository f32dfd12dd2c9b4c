using System.Globalization;
using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>The version of the ledger's tables and functions, which the comment on schema <c>plumb</c> says.</summary>
/// <remarks>
/// <c>Queries/upgrade_ledger_N.sql</c> turns the tables of version N into those of the next one; the functions are replaced as a whole. The
/// scripts may run again on what they have made: without a comment that can be read the ledger counts as the first version.
/// </remarks>
internal static class LedgerVersion
{
    /// <summary>The one that this Plumb creates and works with.</summary>
    public const int Current = 7;

    private const string Functions = "ledger_functions";

    private const string Lead = "Plumb ledger, version ";

    /// <summary>The version in <paramref name="comment"/>.</summary>
    public static int Of(string? comment) =>
        comment is not null && comment.StartsWith(Lead, StringComparison.Ordinal)
        && int.TryParse(comment.AsSpan(Lead.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : 1;

    /// <summary>The scripts that make a new ledger, in order.</summary>
    public static IEnumerable<string> Creation => ["create_ledger", Functions];

    /// <summary>The scripts that lead from <paramref name="version"/> to the current one, in order; none from the current one.</summary>
    public static IEnumerable<string> UpgradesFrom(int version) => version >= Current
        ? []
        : [.. Enumerable.Range(version, Current - version).Select(static v => $"upgrade_ledger_{v.ToString(CultureInfo.InvariantCulture)}"), Functions];

    /// <summary>Stops before anything is read from a ledger that a later Plumb has made.</summary>
    /// <exception cref="DatabaseException">It is newer than the current version.</exception>
    public static void ThrowIfNewer(int version)
    {
        if (version > Current)
        {
            throw new DatabaseException(LedgerFindings.NewerLedger(version));
        }
    }
}
