using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>
/// Default privileges give and take as an object is created. What the object is not to have of it is undone at once; grants that it is
/// to have are facts of their own.
/// </summary>
internal static class DefaultGrants
{
    /// <summary>The statements behind the creation of an object; none where no default privileges reach it.</summary>
    public static IEnumerable<SqlStatement> Undo(Fact created, PlanContext context)
    {
        if (ClassOf(created.Id.Kind) is not { } objects)
        {
            return [];
        }

        var owner = context.After.Part(created.Id, "owner")?.Payload["role"]?.Text;
        return
            from entry in context.Before.Facts
            where ReferenceEquals(entry.Id.Kind, FactKinds.DefaultPrivileges) && entry.Id.Arguments == objects
                && (entry.Id.Parent is null || entry.Id.Parent.Equals(created.Id.Parent)) && (context.Options.RunsAs ?? entry.Id.Name) == entry.Id.Name
            from privilege in context.Before.Parts(entry.Id)
            let fact = new Fact(new FactId(privilege.Id.Kind, created.Id, privilege.Id.Name, privilege.Id.Arguments), default, [])
            where context.After.Find(fact.Id) is null && privilege.Id.Name != owner
            from statement in PrivilegeStatement.Of(ReferenceEquals(privilege.Id.Kind, FactKinds.Grant) ? "REVOKE" : "GRANT", fact).Statements
            select statement;
    }

    private static string? ClassOf(FactKind kind) => kind.Word switch
    {
        "table" or "view" or "materialized view" or "foreign table" => "TABLES",
        "sequence" => "SEQUENCES",
        "function" or "procedure" or "aggregate" => "FUNCTIONS",
        "enum" or "domain" or "range" or "type" or "composite type" => "TYPES",
        "schema" => "SCHEMAS",
        _ => null,
    };
}
