using System.Globalization;

namespace Plumb.Catalog;

/// <summary>Puts facts together from the rows of the catalog queries: ids from OIDs, owners, orders, dependencies.</summary>
internal sealed partial class SnapshotBuilder
{
    private readonly SnapshotOptions options;
    private readonly SnapshotScope scope;
    private readonly PrivilegeDifference privileges = new();
    private readonly Dictionary<CatalogKey, CatalogNode> nodes = [];
    private readonly Dictionary<CatalogKey, uint> members = [];
    private readonly CatalogState? previous;
    private readonly CatalogChange? change;
    private readonly Dictionary<string, Payload> owners = new(StringComparer.Ordinal);
    private readonly List<Fact> facts = [];
    private readonly List<(Fact Fact, CatalogKey Needs)> needs = [];
    private readonly List<SnapshotGap> gaps = [];
    private readonly List<string> order = [];
    private readonly string[] ownerNames = ["role"];
    private readonly string[] orderNames = ["names"];
    private CatalogNode? ordered;

    /// <summary>Begins with nothing.</summary>
    public SnapshotBuilder(SnapshotOptions options)
    {
        this.options = options;
        scope = new(options);
    }

    /// <summary>Begins with what was read before, without the objects that have changed since.</summary>
    public SnapshotBuilder(SnapshotOptions options, CatalogState previous, CatalogChange change) : this(options)
    {
        (this.previous, this.change) = (previous, change);
        gaps.AddRange(previous.Snapshot.Gaps);
    }

    /// <summary>The texts that the facts share.</summary>
    public FactTexts Texts { get; } = new();

    /// <summary>An object is a member of an extension.</summary>
    public void AddMember(CatalogKey key, uint extension) => members[key] = extension;

    /// <summary>Something is not in the snapshot.</summary>
    public void AddGap(SnapshotGap gap)
    {
        if (!gaps.Contains(gap))
        {
            gaps.Add(gap);
        }
    }

    /// <summary>The current row of a query.</summary>
    /// <exception cref="CatalogChangedException">The object is gone since the transaction began.</exception>
    public void AddRow(FactKind kind, FactRows rows)
    {
        CatalogNode? parent = null;
        if (rows.Parent is { } parentOid && (parent = Find(new(rows.ParentCatalog ?? kind.ParentCatalog, parentOid, rows.ParentSub))) is null)
        {
            return;
        }

        var name = rows.Name;
        CatalogKey? key = rows.Oid is { } oid && kind.Catalog != 0 ? new(kind.Catalog, oid, rows.Sub) : null;
        if (!IsRead(kind.IsObject || parent is null ? key ?? default : parent.Root))
        {
            return;
        }

        var standing = StandingOf(kind, name, rows, key, parent);
        if (standing == Standing.Own || key is not null)
        {
            Add(kind, new CatalogNode(new FactId(kind, parent?.Id, name, rows.Arguments), standing), rows, key, parent);
        }
    }

    /// <summary>What the current row of <c>privileges.sql</c> says about an object's privileges.</summary>
    public void AddPrivileges(CatalogKey key, string list, string baseline, string owner)
    {
        if (Find(key) is not { } node)
        {
            AddGap(new SnapshotGap(string.Create(CultureInfo.InvariantCulture, $"privileges on object {key.Oid} of the system, {list}"), "Plumb does not know it"));
            return;
        }

        if (node.Standing is Standing.Platform or Standing.Excluded || !IsRead(node.Root))
        {
            return;
        }

        foreach (var entry in privileges.Of(list, baseline, owner))
        {
            facts.Add(new Fact(new FactId(entry.Kind, node.Id, entry.Grantee, entry.Arguments), entry.Payload, []));
        }
    }

    /// <summary>One object needs another.</summary>
    public void AddDependency(CatalogKey key, CatalogKey needed)
    {
        if (Resolve(key) is { Fact: { } fact } node && IsRead(node.Root))
        {
            needs.Add((fact, needed));
        }
    }

    /// <summary>The rows of an ordered kind have come to their end.</summary>
    public void EndOrder(FactKind kind)
    {
        if (kind.IsOrdered && ordered?.Fact is not null)
        {
            facts.Add(new Fact(new FactId(FactKinds.ColumnOrder, ordered.Id, ""), new Payload(orderNames, [order.ToArray()]), []));
        }

        ordered = null;
        order.Clear();
    }

    /// <summary>Everything that was added, and what was there before and has not changed.</summary>
    public CatalogState Build(string serverVersion)
    {
        var sets = new Dictionary<Fact, HashSet<FactId>>(ReferenceEqualityComparer.Instance);
        foreach (var (fact, key) in needs)
        {
            if (Needed(key) is { } id && !Contains(id, fact.Id) && !Contains(fact.Id, id))
            {
                if (!sets.TryGetValue(fact, out var set))
                {
                    sets.Add(fact, set = []);
                }

                set.Add(id);
            }
        }

        foreach (var (fact, set) in sets)
        {
            var sorted = set.ToArray();
            Array.Sort(sorted, FactOrder.Instance);
            fact.Dependencies = sorted;
        }

        if (previous is null || change is null)
        {
            return new CatalogState(new Snapshot(serverVersion, options, facts, gaps), CatalogNodes.Of(nodes), members);
        }

        var gone = change.Objects.Select(previous.Nodes.Find).OfType<CatalogNode>().ToList();
        return new CatalogState(
            previous.Snapshot.With(gone.Select(static n => n.Id), facts, gaps), previous.Nodes.With(gone.SelectMany(static n => n.Parts), nodes), previous.Members)
        {
            Change = change,
        };
    }

    private Standing StandingOf(FactKind kind, string name, FactRows rows, CatalogKey? key, CatalogNode? parent)
    {
        if (ReferenceEquals(kind, FactKinds.Extension))
        {
            return scope.OfDatabaseObject(kind, name, owner: null);
        }

        if (parent?.Standing == Standing.Excluded)
        {
            return Standing.Excluded;
        }

        if (key is { } known && ExtensionOf(known) is not null)
        {
            return parent?.Standing == Standing.Platform ? Standing.Platform : Standing.Extension;
        }

        if (key is { Oid: < SystemCatalog.FirstNormalObject } && !(ReferenceEquals(kind, FactKinds.Schema) && name == "public"))
        {
            // pg_dump, too, shows changed privileges of what is in pg_catalog only.
            return ReferenceEquals(kind, FactKinds.Schema) && name == "information_schema" ? Standing.Excluded : Standing.System;
        }

        if (parent is not null)
        {
            return scope.OfChild(kind, name, parent, rows.ComesWithParent);
        }

        return ReferenceEquals(kind, FactKinds.Schema) ? scope.OfSchema(name) : scope.OfDatabaseObject(kind, name, rows.Owner);
    }

    private void Add(FactKind kind, CatalogNode node, FactRows rows, CatalogKey? key, CatalogNode? parent)
    {
        if (node.Standing == Standing.Own)
        {
            AddFact(kind, node, rows, parent);
        }
        else
        {
            node.Extension = key is { } member && ExtensionOf(member) is { } extension ? Find(new(SystemCatalog.Extension, extension, 0))?.Id : parent?.Extension;
        }

        node.Root = kind.IsObject || parent is null ? key ?? default : parent.Root;
        if (key is { } at)
        {
            Place(node, at);
        }

        if (rows.Alias is { } alias)
        {
            Place(node, alias);
        }
    }

    private void Place(CatalogNode node, CatalogKey key)
    {
        nodes[key] = node;
        nodes.GetValueOrDefault(node.Root)?.Parts.Add(key);
    }

    private uint? ExtensionOf(CatalogKey key) => (previous?.Members ?? members).TryGetValue(key with { Sub = 0 }, out var extension) ? extension : null;

    private void AddFact(FactKind kind, CatalogNode node, FactRows rows, CatalogNode? parent)
    {
        node.Fact = new Fact(node.Id, rows.ReadPayload(), []);
        if (rows.IsLost)
        {
            throw new CatalogChangedException($"{node.Id} is gone");
        }

        facts.Add(node.Fact);
        if (rows.Owner is { } owner)
        {
            AddOwner(node.Id, owner);
        }

        if (rows.Needs is { } needed)
        {
            needs.Add((node.Fact, needed));
        }

        if (rows.Unreadable is { } unreadable)
        {
            AddGap(new SnapshotGap(string.Create(CultureInfo.InvariantCulture, $"{unreadable} of {node.Id}"), "the role may not read it"));
        }

        if (kind.IsOrdered)
        {
            AddOrder(kind, node, parent);
        }
    }

    private void AddOwner(FactId id, string owner)
    {
        if (!owners.TryGetValue(owner, out var payload))
        {
            owners.Add(owner, payload = new Payload(ownerNames, [owner]));
        }

        facts.Add(new Fact(new FactId(FactKinds.Owner, id, ""), payload, []));
    }

    private void AddOrder(FactKind kind, CatalogNode node, CatalogNode? parent)
    {
        if (!ReferenceEquals(ordered, parent))
        {
            EndOrder(kind);
            ordered = parent;
        }

        order.Add(node.Id.Name);
    }

    private CatalogNode? Resolve(CatalogKey key) => Find(key) ?? (key.Sub != 0 ? Find(key with { Sub = 0 }) : null);

    private FactId? Needed(CatalogKey key) => Resolve(key) switch
    {
        null or { Standing: Standing.System } => null,
        { Extension: { } extension } => extension,
        var node => node.Id,
    };

    // What belongs to a fact, and what a fact belongs to, goes without saying.
    private static bool Contains(FactId outer, FactId? inner)
    {
        for (; inner is not null; inner = inner.Parent)
        {
            if (ReferenceEquals(outer, inner))
            {
                return true;
            }
        }

        return false;
    }
}
