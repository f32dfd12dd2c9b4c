using System.Globalization;
using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>
/// Base types and shells. A base type and its functions need each other: PostgreSQL makes the shell when it meets the input function,
/// and drops the functions along with the type.
/// </summary>
internal sealed class BaseTypeRule() : DdlRule("type")
{
    private static readonly string[] Functions = ["input", "output", "receive", "send", "typmod_in", "typmod_out", "analyze", "subscript"];
    private static readonly string[] Alterable = ["receive", "send", "typmod_in", "typmod_out", "analyze", "subscript", "storage"];

    public override Ddl Create(Fact fact, IReadOnlyList<Fact> parts, PlanContext context) => fact.Payload["is_shell"] is null
        ? new($"CREATE TYPE {fact.Id.SqlName} (\n  {string.Join(",\n  ", Options(fact.Payload))}\n)")
        : new($"CREATE TYPE {fact.Id.SqlName}");

    public override Ddl Drop(Fact fact, PlanContext context) => new($"DROP TYPE {fact.Id.SqlName}{(fact.Payload["is_shell"] is null ? " CASCADE" : "")}");

    public override Ddl? Alter(Fact before, Fact after, PlanContext context)
    {
        var changed = before.Payload.Concat(after.Payload).Select(static p => p.Name).Distinct(StringComparer.Ordinal).Where(n => before.Payload[n] != after.Payload[n]).ToList();
        return changed.All(static n => Alterable.Contains(n, StringComparer.Ordinal)) && changed.All(n => n != "storage" || before.Payload[n]?.Text == "p")
            ? new($"ALTER TYPE {after.Id.SqlName} SET ({string.Join(", ", changed.Select(n => Option(n, after.Payload[n]) ?? $"{n.ToUpperInvariant()} = NONE"))})")
            : null;
    }

    public override IEnumerable<string> Names(Fact fact) => [RelationNames.OfType(fact.Id)];

    private static IEnumerable<string> Options(Payload payload)
    {
        foreach (var property in Functions.Append("storage"))
        {
            if (Option(property, payload[property]) is { } option)
            {
                yield return option;
            }
        }

        yield return payload["length"]?.Number is { } length and >= 0 ? string.Create(CultureInfo.InvariantCulture, $"INTERNALLENGTH = {length}") : "INTERNALLENGTH = VARIABLE";
        yield return $"ALIGNMENT = {payload["alignment"]?.Text switch { "c" => "char", "s" => "int2", "d" => "double", _ => "int4" }}";
        yield return $"CATEGORY = {SqlLiteral.Of(payload["category"]!.Value.Text!)}";
        yield return $"DELIMITER = {SqlLiteral.Of(payload["delimiter"]!.Value.Text!)}";
        foreach (var (property, option) in new[] { ("passed_by_value", "PASSEDBYVALUE"), ("preferred", "PREFERRED = true"), ("collatable", "COLLATABLE = true") })
        {
            if (payload[property] is not null)
            {
                yield return option;
            }
        }

        if (payload["element"]?.Text is { } element)
        {
            yield return $"ELEMENT = {element}";
        }

        if (payload["default"]?.Text is { } value)
        {
            yield return $"DEFAULT = {SqlLiteral.Of(value)}";
        }
    }

    private static string? Option(string property, FactValue? value) => value?.Text is not { } text ? null : property == "storage"
        ? $"STORAGE = {text switch { "e" => "external", "x" => "extended", "m" => "main", _ => "plain" }}"
        : $"{property.ToUpperInvariant()} = {RoutineName.Of(text)}";
}
