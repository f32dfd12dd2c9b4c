using Plumb.Diffing;

namespace Plumb.Proof;

/// <summary>How the state after a round trip differs from the one at its start, told apart by what such a difference is worth.</summary>
internal sealed record StateDifference
{
    private static readonly string[] NamedByTheServer = ["constraint", "index", "sequence", "statistics"];

    private StateDifference(IReadOnlyList<Delta> deltas) => Deltas = deltas;

    /// <summary>What differs in the schema, without what <see cref="Renamed"/>, <see cref="Labels"/> and <see cref="Cosmetic"/> say.</summary>
    public IReadOnlyList<Delta> Deltas { get; }

    /// <summary>What has another name, which the server generated anew.</summary>
    public IReadOnlyList<Rename> Renamed { get; private init; } = [];

    /// <summary>Enums that have more labels: PostgreSQL cannot take a label away.</summary>
    public IReadOnlyList<Delta> Labels { get; private init; } = [];

    /// <summary>Texts that differ in white space or comments only.</summary>
    public IReadOnlyList<Delta> Cosmetic { get; private init; } = [];

    /// <summary>Tables whose rows differ.</summary>
    public IReadOnlyList<string> Tables { get; private init; } = [];

    /// <summary>True when the schemas state the same but for white space and comments.</summary>
    public bool IsSameSchema => Deltas.Count == 0 && Renamed.Count == 0 && Labels.Count == 0;

    /// <summary>Compares two moments.</summary>
    public static StateDifference Between(Moment before, Moment after)
    {
        var difference = SnapshotDifference.Between(before.Schema, after.Schema);
        var tables = before.TablesThatDiffer(after);
        if (difference.IsEmpty)
        {
            return new StateDifference([]) { Tables = tables };
        }

        var renamed = Renames.In(difference).Where(static r => NamedByTheServer.Contains(r.Before.Kind.Word, StringComparer.Ordinal)).ToList();
        var groups = difference.Deltas.ToLookup(d => KindOf(d, renamed));
        return new StateDifference([.. groups[DifferenceKind.Real]])
        {
            Renamed = renamed,
            Labels = [.. groups[DifferenceKind.Label]],
            Cosmetic = [.. groups[DifferenceKind.Cosmetic]],
            Tables = tables,
        };
    }

    /// <summary>What was lost, what was left behind and what is otherwise, one line each.</summary>
    public IReadOnlyList<string> Describe(int most = 12)
    {
        List<string> lines =
        [
            .. Deltas.Where(d => !HangsOnAnother(d)).Select(static d => d.Kind switch
            {
                DeltaKind.Removed => $"lost: {d.Id}",
                DeltaKind.Added => $"left behind: {d.Id}",
                _ => $"otherwise: {d.Id}, {string.Join(", ", d.Properties.Select(Short))}",
            }),
            .. Renamed.Select(static r => $"named anew by the server: {r}"),
            .. Labels.Select(static d => $"label that PostgreSQL cannot take away: {d.Id}, {string.Join(", ", d.Properties)}"),
        ];
        return lines.Count <= most ? lines : [.. lines.Take(most - 1), $"… {lines.Count - most + 1} more"];
    }

    // A table that is gone says enough about its columns.
    private bool HangsOnAnother(Delta delta)
    {
        for (var id = delta.Id.Parent; id is not null && delta.Kind != DeltaKind.Changed; id = id.Parent)
        {
            if (Deltas.Any(d => d.Kind == delta.Kind && d.Id.Equals(id)))
            {
                return true;
            }
        }

        return false;
    }

    private static string Short(PropertyChange change)
    {
        var text = string.Join(' ', change.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 100 ? text : $"{text.AsSpan(0, 99)}…";
    }

    private static DifferenceKind KindOf(Delta delta, IReadOnlyList<Rename> renamed)
    {
        if (delta.Kind != DeltaKind.Changed)
        {
            return renamed.Any(r => delta.Id.IsWithin(delta.Kind == DeltaKind.Added ? r.After : r.Before)) ? DifferenceKind.Renamed : DifferenceKind.Real;
        }

        if (delta.Properties.All(static p => p.Before?.Text is { } before && p.After?.Text is { } after && SqlTokens.AreEqual(before, after)))
        {
            return DifferenceKind.Cosmetic;
        }

        return delta.Id.Kind.Word == "enum" && delta.Properties.All(static p => p.Name == "labels" && !p.Before!.Value.List.Except(p.After!.Value.List, StringComparer.Ordinal).Any())
            ? DifferenceKind.Label
            : DifferenceKind.Real;
    }

    private enum DifferenceKind
    {
        Real,
        Renamed,
        Label,
        Cosmetic,
    }
}
