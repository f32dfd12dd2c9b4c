namespace Plumb.Proof.Crashes;

/// <summary>What a migration that was not interrupted leaves, to hold others against.</summary>
/// <param name="End">What the database holds then.</param>
internal sealed record Convergence(Moment End)
{
    private IReadOnlyList<string>? unsteady;

    /// <summary>What another run leaves otherwise, one line each; empty when it has come to the same.</summary>
    /// <param name="moment">What it leaves.</param>
    /// <param name="again">Runs the migration once more without an interruption: rows that differ then too are compared by their number only.</param>
    public async Task<IReadOnlyList<string>> DifferencesAsync(Moment moment, Func<Task<Moment>> again)
    {
        var difference = StateDifference.Between(End, moment);
        if (difference.Tables.Count > 0)
        {
            unsteady ??= End.TablesThatDiffer(await again().ConfigureAwait(false));
        }

        List<string> tables = [.. difference.Tables.Where(t => !unsteady!.Contains(t, StringComparer.Ordinal) || CountIn(End, t) != CountIn(moment, t))];
        return
        [
            .. difference is { IsSameSchema: true, Cosmetic.Count: 0 } ? [] : difference.Describe(),
            .. tables.Select(t => $"{t}: {CountIn(moment, t)} rows instead of {CountIn(End, t)}{(CountIn(moment, t) == CountIn(End, t) ? ", with other values" : "")}"),
        ];
    }

    private static string CountIn(Moment moment, string table) => moment.Rows.TryGetValue(table, out var digest) ? digest[..digest.IndexOf(':', StringComparison.Ordinal)] : "0";
}
