using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Catalog;
using Plumb.Diffing.Planning;

namespace Plumb.Diffing.Rules;

/// <summary>How a column comes to another type or collation, and what that does to the rows.</summary>
internal sealed partial class ColumnTypeChange
{
    private static readonly string[][] Families =
    [
        ["smallint", "integer", "bigint", "numeric", "real", "double precision"],
        ["text", "character varying", "character", "name", "\"char\""],
        ["date", "timestamp without time zone", "timestamp with time zone"],
        ["time without time zone", "time with time zone", "interval"],
        ["json", "jsonb"],
        ["bit", "bit varying"],
        ["inet", "cidr"],
        ["oid", "regclass", "regproc", "regtype"],
    ];

    private readonly FactId column;
    private readonly string target;
    private readonly string? collation;
    private readonly Form old;
    private readonly Form now;
    private readonly PlanContext context;
    private readonly bool hasOtherType;
    private readonly bool isConverted;

    public ColumnTypeChange(Fact before, Fact after, PlanContext context)
    {
        column = after.Id;
        target = after.Payload["type"]!.Value.Text!;
        collation = after.Payload["collation"]?.Text;
        isConverted = before.Dependencies.Any(context.Changes.IsReplaced);
        hasOtherType = isConverted || before.Payload["type"] != after.Payload["type"];
        old = Form.Of(before.Payload["type"]!.Value.Text!, context.Before);
        now = Form.Of(target, context.After);
        this.context = context;
    }

    /// <summary>Whether no assignment cast leads to the new type, so that the text of each value decides.</summary>
    public bool NeedsUsing => isConverted || hasOtherType && !IsAssignable;

    public string Action
    {
        get
        {
            var name = Findings.SqlName.Quoted(column.Name);
            var cast = !isConverted && HasExplicitCast ? $"{name}::{target}" : $"{name}::text::{target}";
            return $"TYPE {target}{(collation is null ? "" : $" COLLATE {collation}")}{(NeedsUsing ? $" USING {cast}" : "")}";
        }
    }

    public IEnumerable<Hazard> Hazards(FactId table)
    {
        var name = Findings.SqlName.Quoted(column.Name);
        if (!hasOtherType)
        {
            yield return new(HazardKind.FullScan, table, $"indexes on {name} are built anew for the other collation");
            yield break;
        }

        if (isConverted || !IsStoredAlike)
        {
            yield return new(HazardKind.Rewrite, table, $"every row is written anew: {(isConverted ? $"{now.Text} is another type of the same name" : $"{old.Text} and {now.Text} are stored differently")}");
        }

        if (NeedsUsing || Narrows)
        {
            yield return new(HazardKind.DependsOnData, table, $"it fails when a value of {name} is none of {now.Text}");
        }

        if (Rounds is { } loss)
        {
            yield return new(HazardKind.DataLoss, column, loss);
        }
    }

    private bool IsAssignable => old.Base == now.Base || now.Base is "text" or "character varying" or "character"
        || FamilyOf(old.Base) is { } family && family == FamilyOf(now.Base) || Cast(context) is "implicit" or "assignment";

    private bool HasExplicitCast => Cast(context) is not null || (old.Base, now.Base) is ("integer", "boolean") or ("boolean", "integer") or ("text" or "character varying" or "character", _)
        || now.Base is "text";

    private bool IsStoredAlike => (old.Base, now.Base) switch
    {
        ("character varying" or "text", "text") => true,
        ("text", "character varying") => now.Size is null,
        ("cidr", "inet") => true,
        ("numeric", "numeric") => now.Size is null || old.Size is not null && old.Scale == now.Scale && old.Size <= now.Size,
        var (a, b) when a == b && a is "character varying" or "bit varying" or "timestamp without time zone" or "timestamp with time zone" or "time without time zone" or "time with time zone" =>
            now.Size is null || old.Size is not null && old.Size <= now.Size,
        var (a, b) => a == b && old.Size == now.Size,
    };

    private bool Narrows => !IsStoredAlike && (Rank(now.Base) >= 0 && Rank(old.Base) > Rank(now.Base) || now.Size is not null && !(old.Size <= now.Size));

    private string? Rounds => (old.Base, now.Base) switch
    {
        ("numeric" or "real" or "double precision", "smallint" or "integer" or "bigint") => "fractions are rounded away",
        ("numeric", "numeric") when now.Size is not null && (old.Size is null || old.Scale > now.Scale) => "fractions are rounded to fewer digits",
        ("numeric" or "double precision", "real") or ("numeric", "double precision") => "digits are rounded away",
        ("timestamp without time zone" or "timestamp with time zone", "date") => "the times of day are lost",
        ("timestamp without time zone" or "timestamp with time zone", "timestamp without time zone" or "timestamp with time zone") when now.Size is not null && !(old.Size <= now.Size) => "fractions of seconds are rounded",
        _ => null,
    };

    private string? Cast(PlanContext plan) => plan.After.Facts.FirstOrDefault(f => f.Id.Kind.Word == "cast" && f.Id.Name == old.Base && f.Id.Arguments == now.Base)?.Payload["context"]?.Text;

    private static string[]? FamilyOf(string type) => Families.FirstOrDefault(f => f.Contains(type, StringComparer.Ordinal));

    private static int Rank(string type) => Array.IndexOf(Families[0], type);

    /// <summary>A type's name taken apart; a domain counts as what it is over.</summary>
    private sealed partial record Form(string Text, string Base, int? Size, int? Scale)
    {
        public static Form Of(string type, PlanSide side)
        {
            var domain = side.Facts.FirstOrDefault(f => f.Id.Kind.Word == "domain" && f.Id.SqlName == type);
            if (domain is not null)
            {
                return Of(domain.Payload["type"]!.Value.Text!, side) with { Text = type };
            }

            var match = Modifier().Match(type);
            return match.Success
                ? new(type, type.Remove(match.Index, match.Length), Number(match.Groups["size"]), match.Groups["scale"].Success ? Number(match.Groups["scale"]) : 0)
                : new(type, type, null, null);
        }

        private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        [GeneratedRegex(@"\((?<size>\d+)(,(?<scale>-?\d+))?\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Modifier();
    }
}
