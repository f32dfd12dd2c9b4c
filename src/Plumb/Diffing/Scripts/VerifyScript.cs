using System.Text;
using Plumb.Catalog;

namespace Plumb.Diffing.Scripts;

/// <summary>Writes checks that what a script made is there as it was made, and what it dropped is gone. What no check looks at stands at the end as a comment.</summary>
internal sealed class VerifyScript
{
    private const int MostNamed = 12;

    private readonly SnapshotDifference difference;
    private readonly StringBuilder text = new();
    private readonly HashSet<FactId> looked = [];

    private VerifyScript(SnapshotDifference difference) => this.difference = difference;

    /// <summary>The script; null when nothing of the difference can be checked.</summary>
    public static string? Of(SnapshotDifference difference)
    {
        var script = new VerifyScript(difference);
        foreach (var changed in difference.ByObject)
        {
            script.AppendObject(changed.Key, [.. changed]);
        }

        if (script.text.Length == 0)
        {
            return null;
        }

        script.AppendRest();
        return script.text.ToString();
    }

    private void AppendObject(FactId whole, IReadOnlyList<Delta> deltas)
    {
        var isNew = deltas[0].Id.Equals(whole) && deltas[0].Kind == DeltaKind.Added;
        Append($"{whole} has its columns", "no rows", deltas.Where(static d => d.After is not null && ReferenceEquals(d.Id.Kind, FactKinds.Column)), d => VerifyQueries.Columns(whole, d));
        var present = deltas.Where(static d => d.Kind == DeltaKind.Added && d.Id.Kind.Word is not ("column" or "default") && ObjectAddress.Of(d.Id) is not null).ToList();
        Append(isNew ? $"{whole} is there" : $"what belongs to {whole} is there", $"{present.Count} row{(present.Count == 1 ? "" : "s")}", present, VerifyQueries.Addresses);
        foreach (var routine in deltas.Where(static d => d.After is not null && IsRoutine(d.Id)))
        {
            AppendRoutine(routine);
        }

        foreach (var type in deltas.Where(static d => d.Kind == DeltaKind.Added && IsType(d.Id)))
        {
            Append($"{type.Id} is there", "true", [type], static d => VerifyQueries.IsType(d[0].Id));
        }

        Append($"row level security of {whole} is on", "true", deltas.Where(static d => d.Id.Kind.Word is "row security" && d.After?.Payload["enabled"] is { Boolean: true }), _ => VerifyQueries.RowSecurity(whole));
        Append($"the indexes of {whole} are valid", "true", deltas.Where(static d => d.After is not null && d.Id.Kind.Word is "index"), VerifyQueries.Indexes);
        Append($"{whole} has its defaults", "no rows", deltas.Where(d => d.Id.Kind.Word is "default" && Stays(d.Id.Parent!)), d => VerifyQueries.Defaults(whole, d));
        foreach (var privileges in deltas.Where(d => d.Id.Kind.Naming == FactNaming.Privilege && d.Kind != DeltaKind.Changed && Stays(d.Id.Parent!) && PrivilegeHolder.Of(d.Id.Parent!) is not null).GroupBy(static d => d.Id.Parent!))
        {
            Append($"privileges on {privileges.Key}", "no rows", privileges, VerifyQueries.Privileges);
        }

        AppendGone(whole, deltas);
    }

    private void AppendGone(FactId whole, IReadOnlyList<Delta> deltas)
    {
        var dropped = deltas.Where(static d => d.Kind == DeltaKind.Removed).ToList();
        foreach (var gone in dropped.Where(static d => d.Id.Kind.IsObject && VerifyQueries.Gone(d.Id) is not null))
        {
            looked.UnionWith(dropped.Select(static d => d.Id));
            Append($"{gone.Id} is gone", IsRoutine(gone.Id) ? "no rows" : "true", [gone], static d => VerifyQueries.Gone(d[0].Id)!);
        }

        if (Stays(whole))
        {
            Append($"{whole} has the dropped columns no more", "no rows", dropped.Where(static d => ReferenceEquals(d.Id.Kind, FactKinds.Column)), d => VerifyQueries.DroppedColumns(whole, d));
            Append($"what was dropped of {whole} is gone", "no rows", dropped.Where(static d => VerifyQueries.IsPart(d.Id)), d => VerifyQueries.DroppedParts(whole, d));
        }
    }

    // A body in SQL is written by the server, each version in its own way.
    private void AppendRoutine(Delta routine)
    {
        if (routine.After!.Payload["definition"]?.Text is { } definition && definition.TrimEnd().EndsWith('$'))
        {
            Append($"{routine.Id} is as it was written", "1 row\n-- expect: true\n-- hint: where it was changed on purpose since, take this check out", [routine], d => VerifyQueries.Definition(d[0].Id, definition));
        }
        else if (routine.Kind == DeltaKind.Added)
        {
            Append($"{routine.Id} is there", "1 row", [routine], static d => VerifyQueries.Routine(d[0].Id));
        }
    }

    // Of what comes or goes as a whole only the whole is named.
    private void AppendRest()
    {
        var wholes = difference.Deltas.Where(static d => d.Id.Kind.IsObject && d.Kind != DeltaKind.Changed).Select(static d => d.Id).ToHashSet();
        var rest = difference.Deltas.Select(static d => d.Id)
            .Where(id => !looked.Contains(id) && !id.Kind.IsOrder && (id.Equals(id.Whole) || !wholes.Contains(id.Whole)))
            .Select(static id => id.ToString().ReplaceLineEndings(" ")).ToList();
        text.Append(rest.Count > 0 ? "\n" : "");
        foreach (var line in rest.Take(MostNamed))
        {
            text.Append("-- not checked here: ").Append(line).Append('\n');
        }

        if (rest.Count > MostNamed)
        {
            text.Append(null, $"-- not checked here: {rest.Count - MostNamed} more\n");
        }
    }

    private void Append(string title, string expectation, IEnumerable<Delta> deltas, Func<IReadOnlyList<Delta>, string> query)
    {
        List<Delta> checkedHere = [.. deltas];
        if (checkedHere.Count > 0)
        {
            looked.UnionWith(checkedHere.Select(static d => d.Id));
            text.Append(text.Length > 0 ? "\n" : "").Append("-- check: ").Append(title.ReplaceLineEndings(" ")).Append("\n-- expect: ").Append(expectation).Append('\n')
                .Append(query(checkedHere).ReplaceLineEndings("\n")).Append('\n');
        }
    }

    private bool Stays(FactId id) => difference.After.Find(id) is not null;

    private static bool IsRoutine(FactId id) => id.Kind.Word is "function" or "procedure" or "aggregate";

    private static bool IsType(FactId id) => id.Kind.Word is "enum" or "domain" or "range" or "composite type";
}
