using System.Collections.Frozen;
using static Plumb.Catalog.FactNaming;

namespace Plumb.Catalog;

/// <summary>Every kind of fact. To add one: its query, its line here, its row in COVERAGE.md, a case in the corpus.</summary>
public static class FactKinds
{
    /// <summary>A schema.</summary>
    public static readonly FactKind Schema = new("schema", Alone, SystemCatalog.Namespace, 0, "schemas");

    /// <summary>An extension; its members are no facts.</summary>
    public static readonly FactKind Extension = new("extension", Alone, SystemCatalog.Extension, 0, "extensions");

    /// <summary>A column of a table or foreign table.</summary>
    public static readonly FactKind Column = new("column", InParent, SystemCatalog.Class, SystemCatalog.Class, "columns") { IsOrdered = true };

    /// <summary>An index; it belongs to its table and stands beside it.</summary>
    public static readonly FactKind Index = new("index", BesideParent, SystemCatalog.Class, SystemCatalog.Class, "indexes");

    /// <summary>The order of the columns of a table, or of the attributes of a composite type.</summary>
    public static readonly FactKind ColumnOrder = new("column order", OfParent, 0, 0) { IsOrder = true };

    /// <summary>Who owns an object.</summary>
    public static readonly FactKind Owner = new("owner", OfParent, 0, 0);

    /// <summary>A privilege that somebody has beyond the defaults. Its name is the grantee, its arguments are the privilege.</summary>
    public static readonly FactKind Grant = new("grant", Privilege, 0, 0);

    /// <summary>A privilege that somebody would have by default and has not. Named like a grant.</summary>
    public static readonly FactKind Revoke = new("revoke", Privilege, 0, 0);

    /// <summary>Default privileges of a role for objects of one type; the grants hang on it.</summary>
    public static readonly FactKind DefaultPrivileges =
        new("default privileges", InSchema, SystemCatalog.DefaultPrivileges, SystemCatalog.Namespace, "default_privileges");

    /// <summary>A comment on whatever it is about.</summary>
    public static readonly FactKind Comment = new("comment", OfParent, 0, 0, "comments");

    /// <summary>An object goes when the extension goes that it is named by.</summary>
    public static readonly FactKind ExtensionDependency = new("extension dependency", Link, 0, 0, "extension_dependencies");

    /// <summary>A role of the cluster.</summary>
    public static readonly FactKind Role = new("role", Alone, SystemCatalog.Authorization, 0, "roles") { IsClusterWide = true };

    private const uint Class = SystemCatalog.Class;
    private const uint Namespace = SystemCatalog.Namespace;
    private const uint Type = SystemCatalog.Type;

    /// <summary>All kinds, in the order in which they are read: parents before what hangs on them.</summary>
    public static IReadOnlyList<FactKind> All { get; } =
    [
        Schema,
        Extension,
        new("language", Alone, SystemCatalog.Language, 0, "languages"),
        new("access method", Alone, SystemCatalog.AccessMethod, 0, "access_methods"),
        new("enum", InSchema, Type, Namespace, "enums"),
        new("domain", InSchema, Type, Namespace, "domains"),
        new("range", InSchema, Type, Namespace, "ranges"),
        new("type", InSchema, Type, Namespace, "base_types"),
        new("composite type", InSchema, Class, Namespace, "composite_types"),
        new("table", InSchema, Class, Namespace, "tables"),
        new("foreign table", InSchema, Class, Namespace, "foreign_tables"),
        new("view", InSchema, Class, Namespace, "views"),
        new("materialized view", InSchema, Class, Namespace, "materialized_views"),
        new("sequence", InSchema, Class, Namespace, "sequences"),
        Column,
        new("view column", InParent, Class, Class, "view_columns"),
        new("attribute", InParent, Class, Class, "attributes") { IsOrdered = true },
        ColumnOrder,
        new("default", OfParent, SystemCatalog.Default, Class, "defaults"),
        new("identity", OfParent, 0, Class, "identities"),
        new("owned by", OfParent, 0, Class, "sequence_owners"),
        new("inheritance", Link, 0, Class, "inheritances"),
        new("partition", Link, 0, Class, "partitions"),
        new("row security", OfParent, 0, Class, "row_security"),
        new("constraint", InParent, SystemCatalog.Constraint, Class, "constraints", "not_null_constraints", "domain_constraints"),
        Index,
        new("index partition", Link, 0, Class, "index_partitions"),
        new("replica identity", OfParent, 0, Class, "replica_identities"),
        new("function", InSchema, SystemCatalog.Procedure, Namespace, "functions"),
        new("procedure", InSchema, SystemCatalog.Procedure, Namespace, "procedures"),
        new("aggregate", InSchema, SystemCatalog.Procedure, Namespace, "aggregates"),
        new("trigger", InParent, SystemCatalog.Trigger, Class, "triggers") { AttachesToForeign = true },
        new("rule", InParent, SystemCatalog.Rewrite, Class, "rules"),
        new("policy", InParent, SystemCatalog.Policy, Class, "policies") { AttachesToForeign = true },
        new("event trigger", Alone, SystemCatalog.EventTrigger, 0, "event_triggers"),
        new("collation", InSchema, SystemCatalog.Collation, Namespace, "collations"),
        new("conversion", InSchema, SystemCatalog.Conversion, Namespace, "conversions"),
        new("operator", InSchema, SystemCatalog.Operator, Namespace, "operators"),
        new("operator family", InSchema, SystemCatalog.OperatorFamily, Namespace, "operator_families"),
        new("operator class", InSchema, SystemCatalog.OperatorClass, Namespace, "operator_classes"),
        new("cast", Alone, SystemCatalog.Cast, 0, "casts"),
        new("transform", Alone, SystemCatalog.Transform, 0, "transforms"),
        new("text search parser", InSchema, SystemCatalog.TextSearchParser, Namespace, "text_search_parsers"),
        new("text search template", InSchema, SystemCatalog.TextSearchTemplate, Namespace, "text_search_templates"),
        new("text search dictionary", InSchema, SystemCatalog.TextSearchDictionary, Namespace, "text_search_dictionaries"),
        new("text search configuration", InSchema, SystemCatalog.TextSearchConfiguration, Namespace, "text_search_configurations"),
        new("statistics", InSchema, SystemCatalog.Statistics, Namespace, "statistics"),
        new("publication", Alone, SystemCatalog.Publication, 0, "publications"),
        new("publication table", Link, SystemCatalog.PublicationRelation, SystemCatalog.Publication, "publication_tables"),
        new("publication schema", Link, SystemCatalog.PublicationNamespace, SystemCatalog.Publication, "publication_schemas"),
        new("subscription", Alone, SystemCatalog.Subscription, 0, "subscriptions"),
        new("foreign data wrapper", Alone, SystemCatalog.ForeignDataWrapper, 0, "foreign_data_wrappers"),
        new("server", Alone, SystemCatalog.ForeignServer, 0, "servers"),
        new("user mapping", InParent, SystemCatalog.UserMapping, SystemCatalog.ForeignServer, "user_mappings"),
        DefaultPrivileges,
        Role,
        new("membership", Link, 0, SystemCatalog.Authorization, "memberships") { IsClusterWide = true },
        new("role setting", InParent, 0, SystemCatalog.Authorization, "role_settings") { IsClusterWide = true },
        new("database setting", Alone, 0, 0, "database_settings") { IsClusterWide = true },
        Owner,
        Grant,
        Revoke,
        Comment,
        new("security label", InParent, 0, 0, "security_labels") { AttachesToForeign = true },
        ExtensionDependency,
    ];

    private static readonly FrozenDictionary<string, FactKind> ByWord = All.ToFrozenDictionary(static k => k.Word, StringComparer.Ordinal);

    /// <summary>The kind that is called so; null when there is none.</summary>
    public static FactKind? Find(string word) => ByWord.GetValueOrDefault(word);
}
