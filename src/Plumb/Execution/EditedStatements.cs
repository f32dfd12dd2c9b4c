using Npgsql;
using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>Finds where a file that was edited after it was applied differs from what ran.</summary>
internal static class EditedStatements
{
    private const int Shown = 80;

    /// <summary>
    /// The status of the chain, in which the entries of edited migrations hold the statements that ran; they cost one more round trip, and
    /// only where there are any. Where nothing but comments and header directives differs, the migration is applied.
    /// </summary>
    public static async Task<ChainStatus> FillAsync(NpgsqlConnection connection, ChainStatus status, CancellationToken cancellationToken)
    {
        List<long> events = [.. status.Migrations.Where(static m => m.State == MigrationState.Edited).Select(static m => m.Entry!.Event)];
        if (events.Count == 0)
        {
            return status;
        }

        var ran = await LedgerReader.ReadStatementsAsync(connection, events, cancellationToken).ConfigureAwait(false);
        return new ChainStatus([.. status.Migrations.Select(m => m is { State: MigrationState.Edited, Entry: { } entry }
            ? Judged(m with { Entry = entry with { Statements = ran[entry.Event] } })
            : m)]);
    }

    /// <summary>The first place that differs and what ran there; null when only comments differ, or what ran is not known.</summary>
    public static (Place Place, string Ran)? FirstDifference(MigrationStatus edited)
    {
        var now = PreparedScript.Of(edited.Migration!.Up, edited.Migration.Directives, []).Statements;
        var ran = edited.Entry!.Statements;
        var texts = LedgerStatements.Of(now);
        for (var i = 0; i < Math.Max(texts.Length, ran.Count); i++)
        {
            var before = i < ran.Count ? ran[i] : null;
            if (before != (i < texts.Length ? texts[i] : null) && ran.Count > 0)
            {
                return (PlaceOf(now, i, edited.Migration.Up), before is null ? "nothing ran at this place" : $"what ran there: {OneLine(before)}");
            }
        }

        return null;
    }

    private static MigrationStatus Judged(MigrationStatus edited) =>
        edited.Entry is { State: LedgerState.Applied, Statements: { Count: > 0 } ran } && LedgerStatements.AreWhole(ran)
        && edited.Migration!.Up.Statements.All(static s => s.Kind != StatementKind.CopyFromStdin) && FirstDifference(edited) is null
            ? edited with { State = MigrationState.Applied, IsRemarked = true }
            : edited;

    private static Place PlaceOf(IReadOnlyList<Statement> statements, int index, Script script) =>
        index < statements.Count ? statements[index].Place : statements is [.., var last] ? last.Place : script.Source.PlaceAt(0);

    private static string OneLine(string statement)
    {
        var line = string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Shown ? line : $"{line.AsSpan(0, Shown - 1)}…";
    }
}
