using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>Settings of roles and of the database.</summary>
internal sealed class SettingRule(string kind) : DdlRule(kind)
{
    private static readonly string[] Lists = ["search_path", "temp_tablespaces", "session_preload_libraries", "shared_preload_libraries", "local_preload_libraries", "unix_socket_directories"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => Set(fact, $"SET {Findings.SqlName.Quoted(fact.Id.Name)} TO {Value(fact)}");

    public override Ddl Drop(Fact fact, PlanContext context) => Set(fact, $"RESET {Findings.SqlName.Quoted(fact.Id.Name)}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context) => Create(after, [], context);

    // The database has no name in a snapshot: the statement takes that of the session.
    private static Ddl Set(Fact fact, string action)
    {
        if (fact.Id.Parent is { } role)
        {
            return new($"ALTER ROLE {role.SqlName}{(fact.Id.Arguments is { } database ? $" IN DATABASE {Findings.SqlName.Quoted(database)}" : "")} {action}");
        }

        return new($"DO $plumb$ BEGIN EXECUTE format('ALTER DATABASE %I {action.Replace("%", "%%", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}', current_database()); END $plumb$");
    }

    // A list is stored as it is written.
    private static string Value(Fact fact)
    {
        var value = fact.Payload["value"]!.Value.Text!;
        return Lists.Contains(fact.Id.Name, StringComparer.Ordinal) && value.Length > 0 ? string.Join(", ", SqlList.Split(value).Select(ListItem)) : SqlLiteral.Of(value);
    }

    private static string ListItem(string item) => item.StartsWith('"') ? SqlLiteral.Of(item[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)) : SqlLiteral.Of(item);
}
