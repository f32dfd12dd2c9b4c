using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Writes <c>GRANT</c> and <c>REVOKE</c>, for objects, their columns and what is yet to be created.</summary>
internal static class PrivilegeStatement
{
    /// <summary>The statements that give or take a privilege; <paramref name="words"/> such as <c>GRANT</c> or <c>REVOKE GRANT OPTION FOR</c>.</summary>
    public static Ddl Of(string words, Fact fact, string tail = "")
    {
        var target = fact.Id.Parent!;
        var privilege = fact.Id.Arguments!.Split(" by ")[0];
        var direction = words.StartsWith("GRANT", StringComparison.Ordinal) ? "TO" : "FROM";
        if (ReferenceEquals(target.Kind, FactKinds.DefaultPrivileges))
        {
            var schema = target.Parent is { } inside ? $" IN SCHEMA {inside.SqlName}" : "";
            return Give($"ALTER DEFAULT PRIVILEGES FOR ROLE {RoleName.Of(target.Name)}{schema} {words}", privilege, $" ON {target.Arguments} {direction} {RoleName.Of(fact.Id.Name)}{tail}", fact);
        }

        var column = target.Kind.Word is "column" or "view column" ? target : null;
        var item = column is null ? privilege : $"{privilege} ({Findings.SqlName.Quoted(column.Name)})";
        return Give(words, item, $" ON {Object(column?.Parent ?? target)} {direction} {RoleName.Of(fact.Id.Name)}{tail}", fact);
    }

    /// <summary>How an object is named behind ON.</summary>
    public static string Object(FactId id) => id.Kind.Word switch
    {
        "view" or "materialized view" or "foreign table" => $"TABLE {id.SqlName}",
        "enum" or "domain" or "range" or "composite type" => $"TYPE {id.SqlName}",
        "server" => $"FOREIGN SERVER {id.SqlName}",
        "aggregate" => $"FUNCTION {id.SqlName}({id.Arguments!.Replace(" ORDER BY ", ", ", StringComparison.Ordinal)})",
        _ => DdlRules.Of(id.Kind)!.Designation(id),
    };

    // Only who gave a privilege can take it, and only the current role can give it.
    private static Ddl Give(string words, string item, string tail, Fact fact)
    {
        var statement = SqlStatement.Joinable(words, item, tail);
        var ddl = fact.Payload["grantor"]?.Text is { } grantor ? new Ddl($"SET ROLE {RoleName.Of(grantor)}", statement, "RESET ROLE") : new Ddl(statement);
        return ddl.With(new Hazard(HazardKind.Access, fact.Id.Parent!, "who may use it changes"));
    }
}
