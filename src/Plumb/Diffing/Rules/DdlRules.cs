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
        new RoleRule(),
        new MembershipRule(),
        new SettingRule("role setting"),
        new SettingRule("database setting"),
        new SchemaRule(),
        new ExtensionRule(),
        new LanguageRule(),
        new AccessMethodRule(),
        new CollationRule(),
        new EnumRule(),
        new DomainRule(),
        new RangeRule(),
        new BaseTypeRule(),
        new CompositeTypeRule(),
        new AttributeRule(),
        new ForeignDataWrapperRule(),
        new ServerRule(),
        new UserMappingRule(),
        new SequenceRule(),
        new TableRule(),
        new ForeignTableRule(),
        new ColumnRule(),
        new ColumnOrderRule(),
        new RoutineRule("function"),
        new RoutineRule("procedure"),
        new AggregateRule(),
        new OperatorRule(),
        new OperatorFamilyRule(),
        new OperatorClassRule(),
        new CastRule(),
        new TransformRule(),
        new ConversionRule(),
        new TextSearchPartRule("text search parser", "start", "gettoken", "end", "lextypes", "headline"),
        new TextSearchPartRule("text search template", "init", "lexize"),
        new TextSearchDictionaryRule(),
        new TextSearchConfigurationRule(),
        new ViewRule(),
        new MaterializedViewRule(),
        new ViewColumnRule(),
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
        new RewriteRule(),
        new TriggerRule(),
        new RowSecurityRule(),
        new PolicyRule(),
        new StatisticsRule(),
        new GrantRule(),
        new RevokeRule(),
        new CommentRule(),
        new SecurityLabelRule(),
        new ExtensionDependencyRule(),
        new PublicationRule(),
        new PublicationMemberRule("publication table"),
        new PublicationMemberRule("publication schema"),
        new SubscriptionRule(),
        new DefaultPrivilegesRule(),
        new EventTriggerRule(),
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
