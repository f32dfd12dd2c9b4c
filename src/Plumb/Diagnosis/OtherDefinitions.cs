using Npgsql;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Points to the other places of the chain that explain an error: what creates the table that lacks, and the views that are built on something.</summary>
internal static class OtherDefinitions
{
    private static readonly string[] Relations = ["table", "view"];

    public static Task<Finding> AddAsync(FailedStatement failed, Finding finding, Inquiry inquiry, CancellationToken cancellationToken) => failed.Error.SqlState switch
    {
        PostgresErrorCodes.UndefinedTable => Task.FromResult(WithCreator(failed, finding)),
        PostgresErrorCodes.DependentObjectsStillExist => Task.FromResult(WithDependents(failed, finding)),
        PostgresErrorCodes.InvalidTableDefinition or PostgresErrorCodes.WrongObjectType => WithRelationAsync(failed, finding, inquiry, cancellationToken),
        _ => Task.FromResult(finding),
    };

    /// <summary>The table that lacks is created by another migration, which has not run, or that has to run first.</summary>
    private static Finding WithCreator(FailedStatement failed, Finding finding)
    {
        if (Quoted(failed.Error.MessageText) is not { } written || failed.Migration is not { } migration
            || Definition.Of(failed.Chain, LastPart(written), Relations).LastOrDefault(d => d.Migration != migration) is not { } definition)
        {
            return finding;
        }

        var runsLater = failed.Chain.Index().First(m => m.Item == definition.Migration).Index > failed.Chain.Index().First(m => m.Item == migration).Index;
        finding = finding with { Related = [.. finding.Related, new RelatedPlace($"creates it{(runsLater ? ", and runs later" : "")}", PlaceOf(definition))] };
        return runsLater
            ? finding with
            {
                Meaning = $"{definition.Migration.Id} creates it, and runs after {migration.Id}",
                Help = $"add to the first lines of {migration.File}: -- plumb: requires {definition.Migration.Id}",
            }
            : finding;
    }

    private static Finding WithDependents(FailedStatement failed, Finding finding)
    {
        var places = new List<RelatedPlace>();
        foreach (var line in (failed.Error.Detail ?? "").Split('\n'))
        {
            var words = line.Split(' ');
            var at = words is ["materialized", ..] ? 2 : 1;
            if (line.Contains(" depends on ", StringComparison.Ordinal) && words.Length > at && words[at - 1] == "view"
                && Definition.Of(failed.Chain, LastPart(words[at]), "view").LastOrDefault() is { } definition)
            {
                places.Add(new RelatedPlace($"creates view {words[at]}", PlaceOf(definition)));
            }
        }

        return finding with { Related = [.. finding.Related, .. places] };
    }

    /// <summary>What is there under the name that the statement wants.</summary>
    private static async Task<Finding> WithRelationAsync(FailedStatement failed, Finding finding, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var own = failed.Chain.Where(m => m == failed.Migration).SelectMany(static m => m.Up.Statements)
            .FirstOrDefault(s => s.Place.Line == failed.Sent.Place?.Line && s.Text == failed.Sent.Text);
        var name = own is null ? null : CreatedName(failed, own);
        if (name is null)
        {
            return finding;
        }

        var answer = await inquiry.AskAsync(EmbeddedQuery.Read(nameof(Diagnosis), "relation"), cancellationToken, await inquiry.RelationAsync(name, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        var before = Definition.Of(failed.Chain.TakeWhile(m => m != failed.Migration), LastPart(name), Relations).LastOrDefault();
        return finding with
        {
            Details = [.. finding.Details, .. answer.Rows.Select(static r => $"{r[0]} {r[1]} has the columns {r[2]}")],
            Related = before is null ? finding.Related : [.. finding.Related, new RelatedPlace("creates what is there", PlaceOf(before))],
        };
    }

    private static string? CreatedName(FailedStatement failed, Sql.Statement own)
    {
        var text = own.Source.Text;
        return Definition.NameIn(own, Relations) is { } name ? text.Substring(name.Start, name.Length) : Quoted(failed.Error.MessageText);
    }

    private static Place PlaceOf(Definition definition) => definition.Statement.Source.PlaceAt(definition.NameStart, definition.NameLength);

    private static string? Quoted(string message)
    {
        var open = message.IndexOf('"', StringComparison.Ordinal);
        var close = open < 0 ? -1 : message.IndexOf('"', open + 1);
        return close < 0 ? null : message[(open + 1)..close];
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..].Trim('"');
}
