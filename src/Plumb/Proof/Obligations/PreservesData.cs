using System.Globalization;
using Plumb.Execution;
using Plumb.Migrations;
using Plumb.Proof.Rows;

namespace Plumb.Proof.Obligations;

/// <summary>
/// Run on tables that hold rows of every kind that they take, awkward ones among them, a migration ends without an error and loses
/// neither rows nor values; or it is refused by its own <c>require</c> checks before it changes anything.
/// </summary>
internal sealed class PreservesData : IObligation
{
    // A file that looks up its tables in the catalog may mean any of them.
    private static readonly string[] Catalogs = ["pg_tables", "pg_class", "information_schema"];

    /// <inheritdoc/>
    public string Name => "preserves-data";

    /// <inheritdoc/>
    public TrialStart Start => TrialStart.Before;

    /// <inheritdoc/>
    public Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken) =>
        context.Space.TryAsync(session => JudgeAsync(session, context, cancellationToken), cancellationToken);

    private async Task<ObligationResult> JudgeAsync(ShadowSession session, ProofContext context, CancellationToken cancellationToken)
    {
        var tables = await session.ReadShapesAsync(cancellationToken).ConfigureAwait(false);
        var own = tables.Where(t => context.Before.Schema.Facts.Any(f => f.Id.Kind.IsObject && f.Id.SqlName == t.Name)).ToList();
        var touched = Touched(own, context.Migration).ToHashSet(ReferenceEqualityComparer.Instance);
        if (touched.Count == 0)
        {
            return context.Result(this, ProofOutcome.NotApplicable, "touches no table that was there");
        }

        var coverage = await session.FillAsync(tables, touched.Contains, cancellationToken).ConfigureAwait(false);
        var oids = own.Select(static t => t.Oid).ToHashSet();
        var before = await session.ReadContentsAsync(t => oids.Contains(t.Oid), cancellationToken).ConfigureAwait(false);
        var require = await session.CheckAsync(context.Prepared.Require, cancellationToken).ConfigureAwait(false);
        if (!require.Passed)
        {
            var refusing = require.Results.First(static r => r.Check.IsRequired && r.Outcome is not Checks.Outcome.Pass);
            return Result(context, ProofOutcome.Shown, $"refused by its check \"{refusing.Check.Title}\"", coverage);
        }

        try
        {
            await session.RunAsync(context.Prepared.Up, cancellationToken).ConfigureAwait(false);
        }
        catch (StatementException failed)
        {
            return Result(context, ProofOutcome.Faulty, $"fails on rows ({failed.Cause.SqlState})", coverage) with
            {
                Findings = [ProofFindings.FailsOnRows(failed, context.Migration, session.Identity.Role)],
            };
        }

        var losses = before.LostIn(await session.ReadContentsAsync(t => oids.Contains(t.Oid), cancellationToken).ConfigureAwait(false));
        return Judge(context, losses, coverage);
    }

    private ObligationResult Judge(ProofContext context, IReadOnlyList<ContentLoss> losses, IReadOnlyList<TableCoverage> coverage)
    {
        if (losses.Count == 0)
        {
            return Result(context, ProofOutcome.Shown, "keeps every row and value", coverage);
        }

        return context.Migration.Directives.AllowanceOf(Hazards.DataLoss) is { } declared
            ? Result(context, ProofOutcome.Shown, $"loses data as declared: {declared.Reason}", coverage)
            : Result(context, ProofOutcome.Faulty, "loses data", coverage) with { Findings = [ProofFindings.LosesData(context.Migration, losses)] };
    }

    private ObligationResult Result(ProofContext context, ProofOutcome outcome, string evidence, IReadOnlyList<TableCoverage> coverage)
    {
        var rows = coverage.Sum(static t => t.Rows);
        var empty = coverage.Where(static t => t.Obstacle is not null).ToList();
        return context.Result(this, outcome, string.Create(CultureInfo.InvariantCulture, $"{evidence}, {rows} rows")) with
        {
            Coverage = new Coverage(coverage.Count - empty.Count, coverage.Count, "tables with rows"),
            Findings = [.. empty.Select(t => ProofFindings.NoRows(context.Migration, t))],
        };
    }

    // Those whose names stand anywhere in the file, and what points to them: a deleted row may take theirs along.
    private static IEnumerable<TableShape> Touched(List<TableShape> tables, Migration migration)
    {
        var text = string.Join('\n', migration.Up.Statements.Select(static s => s.Text));
        bool IsNamed(TableShape table) => text.Contains(Unquoted(table), StringComparison.OrdinalIgnoreCase);
        if (Catalogs.Any(c => text.Contains(c, StringComparison.OrdinalIgnoreCase)))
        {
            return tables;
        }

        var named = tables.Where(IsNamed).ToList();
        var oids = named.Select(static t => t.Oid).ToHashSet();
        return tables.Where(t => oids.Contains(t.Oid) || t.ForeignKeys.Any(k => oids.Contains(k.Referenced)));
    }

    private static string Unquoted(TableShape table) => table.Name[(table.Name.LastIndexOf('.') + 1)..].Trim('"');
}
