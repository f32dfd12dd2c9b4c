namespace Plumb.Catalog;

/// <summary>Decides whose an object is, from the options and from what it belongs to.</summary>
internal sealed class SnapshotScope(SnapshotOptions options)
{
    private readonly Platform platform = Platform.Named(options.Profile);
    private readonly HashSet<string> schemas = new(options.Schemas, StringComparer.Ordinal);
    private readonly HashSet<string> excluded = new(options.ExcludedSchemas, StringComparer.Ordinal);

    /// <summary>Whose a schema is that has this name.</summary>
    public Standing OfSchema(string name)
    {
        if (schemas.Count > 0 ? !schemas.Contains(name) : excluded.Contains(name))
        {
            return Standing.Excluded;
        }

        return platform.Schemas.Contains(name) ? Standing.Platform : Standing.Own;
    }

    /// <summary>Whose an object is that stands in the database itself.</summary>
    public Standing OfDatabaseObject(FactKind kind, string name, string? owner)
    {
        if (schemas.Count > 0)
        {
            return Standing.Excluded;
        }

        var decides = ReferenceEquals(kind, FactKinds.Role) || ReferenceEquals(kind, FactKinds.DefaultPrivileges) ? name : owner;
        return decides is not null && platform.Roles.Contains(decides) && kind.Word != "publication" ? Standing.Platform : Standing.Own;
    }

    /// <summary>Whose a part of, or an object in, <paramref name="parent"/> is.</summary>
    public Standing OfChild(FactKind kind, string name, CatalogNode parent, bool comesWithParent)
    {
        if (ReferenceEquals(kind, FactKinds.DefaultPrivileges) && platform.Roles.Contains(name))
        {
            return Standing.Platform;
        }

        var attaches = kind.AttachesToForeign && !comesWithParent && parent.Standing is (Standing.Platform or Standing.Extension);
        return attaches ? Standing.Own : parent.Standing;
    }
}
