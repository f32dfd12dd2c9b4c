using System.Globalization;
using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Roles. Their passwords are no facts.</summary>
internal sealed class RoleRule() : DdlRule("role")
{
    private static readonly (string Property, string Word, string Opposite)[] Attributes =
    [
        ("superuser", "SUPERUSER", "NOSUPERUSER"),
        ("no_inherit", "NOINHERIT", "INHERIT"),
        ("create_role", "CREATEROLE", "NOCREATEROLE"),
        ("create_database", "CREATEDB", "NOCREATEDB"),
        ("login", "LOGIN", "NOLOGIN"),
        ("replication", "REPLICATION", "NOREPLICATION"),
        ("bypass_row_security", "BYPASSRLS", "NOBYPASSRLS"),
    ];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Changing(fact, $"CREATE ROLE {fact.Id.SqlName}{string.Concat(Words(default, fact.Payload))}");

    public override Ddl Drop(Fact fact, PlanContext context) => Changing(fact, $"DROP ROLE {fact.Id.SqlName}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => Changing(after, $"ALTER ROLE {after.Id.SqlName}{string.Concat(Words(before.Payload, after.Payload))}");

    private static Ddl Changing(Fact fact, string statement) => new Ddl(statement).With(new Hazard(HazardKind.Access, fact.Id, "it belongs to the whole server, not to this database alone"));

    private static IEnumerable<string> Words(Payload before, Payload after)
    {
        foreach (var (property, word, opposite) in Attributes)
        {
            if (before[property] != after[property])
            {
                yield return $" {(after[property] is null ? opposite : word)}";
            }
        }

        if (before["connection_limit"] != after["connection_limit"])
        {
            yield return string.Create(CultureInfo.InvariantCulture, $" CONNECTION LIMIT {after["connection_limit"]?.Number ?? -1}");
        }

        if (before["valid_until"] != after["valid_until"])
        {
            yield return $" VALID UNTIL {SqlLiteral.Of(after["valid_until"]?.Text ?? "infinity")}";
        }
    }
}
