namespace Plumb.Catalog;

/// <summary>How the privileges on an object differ from what they would be by default. Few lists occur often, so each pair is compared once.</summary>
internal sealed class PrivilegeDifference
{
    private static readonly string[] NoNames = [];
    private static readonly object True = true;

    private readonly Dictionary<(string List, string Baseline, string Owner), IReadOnlyList<Entry>> known = [];
    private readonly string[] grantable = ["grantable"];
    private readonly string[] grantor = ["grantor"];
    private readonly string[] both = ["grantable", "grantor"];

    /// <summary>The grants and revokes that lead from <paramref name="baseline"/> to <paramref name="list"/>.</summary>
    public IReadOnlyList<Entry> Of(string list, string baseline, string owner)
    {
        if (!known.TryGetValue((list, baseline, owner), out var entries))
        {
            entries = Compare(AccessControlList.Parse(list), AccessControlList.Parse(baseline), owner);
            known.Add((list, baseline, owner), entries);
        }

        return entries;
    }

    private List<Entry> Compare(List<HeldPrivilege> held, List<HeldPrivilege> given, string owner)
    {
        var entries = new List<Entry>();
        foreach (var privilege in held.Except(given))
        {
            entries.Add(new Entry(FactKinds.Grant, privilege.Grantee, Arguments(privilege, owner), PayloadOf(privilege, owner)));
        }

        var kept = held.Select(static h => (h.Grantee, h.Privilege)).ToHashSet();
        foreach (var privilege in given.Where(g => !kept.Contains((g.Grantee, g.Privilege))))
        {
            entries.Add(new Entry(FactKinds.Revoke, privilege.Grantee, privilege.Privilege, new Payload(NoNames, [])));
        }

        return entries;
    }

    private static string Arguments(HeldPrivilege privilege, string owner) =>
        privilege.Grantor == owner ? privilege.Privilege : $"{privilege.Privilege} by {privilege.Grantor}";

    private Payload PayloadOf(HeldPrivilege privilege, string owner) => (privilege.IsGrantable, privilege.Grantor != owner) switch
    {
        (true, true) => new Payload(both, [True, privilege.Grantor]),
        (true, false) => new Payload(grantable, [True]),
        (false, true) => new Payload(grantor, [privilege.Grantor]),
        _ => new Payload(NoNames, []),
    };

    /// <summary>One fact to be.</summary>
    /// <param name="Kind">A grant or a revoke.</param>
    /// <param name="Grantee">Who has the privilege.</param>
    /// <param name="Arguments">The privilege, and who gave it if that is not the owner.</param>
    /// <param name="Payload">Whether it can be given on, and who gave it if that is not the owner.</param>
    internal sealed record Entry(FactKind Kind, string Grantee, string Arguments, Payload Payload);
}
