using System.Collections.Frozen;
using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>The one table of rules, in the order in which objects are made where nothing demands another. A new kind gets its line here.</summary>
internal static class DdlRules
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<DdlRule> All { get; } =
    [
        new SchemaRule(),
        new ExtensionRule(),
        new SequenceRule(),
        new TableRule(),
        new ColumnRule(),
        new ColumnOrderRule(),
        new DefaultRule(),
        new IdentityRule(),
        new OwnerRule(),
        new InheritanceRule(),
        new ConstraintRule(),
        new IndexRule(),
        new IndexPartitionRule(),
        new PartitionRule(),
        new OwnedByRule(),
        new ReplicaIdentityRule(),
        new RowSecurityRule(),
        new CommentRule(),
    ];

    private static readonly FrozenDictionary<FactKind, (DdlRule Rule, int Rank)> ByKind =
        All.Select(static (rule, rank) => (rule, rank)).ToFrozenDictionary(static r => r.rule.Kind, static r => (r.rule, r.rank));

    /// <summary>The rule of a kind; null when there is none.</summary>
    public static DdlRule? Of(FactKind kind) => ByKind.TryGetValue(kind, out var entry) ? entry.Rule : null;

    /// <summary>How an object is named behind COMMENT ON or ALTER.</summary>
    public static string Designation(FactId id) => Of(id.Kind)?.Designation(id) ?? $"{id.Kind.Word.ToUpperInvariant()} {id.SqlName}";

    /// <summary>The place of the kind in the table.</summary>
    public static int Rank(FactKind kind) => ByKind.TryGetValue(kind, out var entry) ? entry.Rank : int.MaxValue;
}
