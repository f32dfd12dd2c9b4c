using System.Globalization;
using Plumb.Catalog;
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

    // Outside a transaction no lock tells afterwards to which tables a procedure, a trigger or a view led such a statement.
    private static readonly string[] Writing = ["CALL", "DO", "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "COPY"];

    /// <inheritdoc/>
    public string Name => "preserves-data";

    /// <inheritdoc/>
    public TrialStart Start => TrialStart.Before;

    /// <inheritdoc/>
    public Task<ObligationResult> JudgeAsync(ProofContext context, CancellationToken cancellationToken) =>
        context.Space.TryAsync(session => JudgeAsync(session, context, cancellationToken), cancellationToken);

    private async Task<ObligationResult> JudgeAsync(ShadowSession session, ProofContext context, CancellationToken cancellationToken)
    {
        var named = Named(context).ToList();
        var written = context.Written.Where(oid => IsOwn(context, oid)).ToList();
        var tied = named.Count + written.Count == 0 ? null : await session.ReadTiedAsync(written, named, cancellationToken).ConfigureAwait(false);
        if (tied is null or { All.Count: 0 })
        {
            return context.Result(this, ProofOutcome.NotApplicable, "touches no table that was there");
        }

        var shapes = await session.ReadShapesAsync(cancellationToken, oids: tied.All).ConfigureAwait(false);
        var coverage = await session.FillAsync(shapes, t => tied.Wanted.Contains(t.Oid) && IsOwn(context, t.Oid), cancellationToken).ConfigureAwait(false);
        var require = await session.CheckAsync(context.Prepared.Require, cancellationToken).ConfigureAwait(false);
        if (!require.Passed)
        {
            var refusing = require.Results.First(static r => r.Check.IsRequired && r.Outcome is not Checks.Outcome.Pass);
            return Result(context, ProofOutcome.Shown, $"refused by its check \"{refusing.Check.Title}\"", coverage);
        }

        try
        {
            var (losses, more) = await RunAsync(session, context, tied, cancellationToken).ConfigureAwait(false);
            return Judge(context, losses, [.. coverage, .. more.ExceptBy(coverage.Select(static t => t.Table), static t => t.Table, StringComparer.Ordinal)]);
        }
        catch (StatementException failed)
        {
            return Result(context, ProofOutcome.Faulty, $"fails on rows ({failed.Cause.SqlState})", coverage) with
            {
                Findings = [ProofFindings.FailsOnRows(failed, context.Migration, session.Identity.Role)],
            };
        }
    }

    /// <summary>
    /// Runs the migration, and returns what is lost then. When it may have changed rows of tables that were neither filled nor read before, those are filled,
    /// and it runs once more.
    /// </summary>
    private static async Task<(IReadOnlyList<ContentLoss> Losses, IReadOnlyList<TableCoverage> Filled)> RunAsync(ShadowSession session, ProofContext context, TiedTables tied, CancellationToken cancellationToken)
    {
        if (!session.IsInTransaction)
        {
            var all = await session.ReadContentsAsync(oids: null, cancellationToken).ConfigureAwait(false);
            await session.RunAsync(context.Prepared.Up, cancellationToken).ConfigureAwait(false);
            return (all.LostIn(await session.ReadContentsAsync(oids: null, cancellationToken).ConfigureAwait(false), oid => IsOwn(context, oid)), []);
        }

        var filled = new List<TableCoverage>();
        var concerned = tied.All.Where(oid => IsOwn(context, oid)).ToHashSet();
        bool IsOverlooked(uint oid) => IsOwn(context, oid) && !concerned.Contains(oid);
        async Task FillAsync(List<uint> overlooked)
        {
            var further = await session.ReadTiedAsync(overlooked, [], cancellationToken).ConfigureAwait(false);
            var shapes = await session.ReadShapesAsync(cancellationToken, oids: further.All).ConfigureAwait(false);
            filled.AddRange(await session.FillAsync(shapes, t => overlooked.Contains(t.Oid), cancellationToken).ConfigureAwait(false));
            concerned.UnionWith(overlooked.Concat(further.All.Where(oid => IsOwn(context, oid))));
        }

        // What fills a table may write to others by triggers; those are filled too.
        var written = await session.ReadWrittenAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            if (written.Where(IsOverlooked).ToList() is { Count: > 0 } overlooked)
            {
                await FillAsync(overlooked).ConfigureAwait(false);
            }

            var before = await session.ReadContentsAsync(concerned, cancellationToken).ConfigureAwait(false);
            (var after, written) = await session.UndoAfterAsync(
                async trial =>
                {
                    await trial.RunAsync(context.Prepared.Up, cancellationToken).ConfigureAwait(false);
                    return (await trial.ReadContentsAsync(concerned, cancellationToken).ConfigureAwait(false), await trial.ReadWrittenAsync(cancellationToken).ConfigureAwait(false));
                },
                cancellationToken).ConfigureAwait(false);
            if (!written.Any(IsOverlooked))
            {
                return (before.LostIn(after), filled);
            }
        }
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

    // The tables whose names stand in the file. That they are written to may depend on rows that they do not hold yet.
    private static IEnumerable<string> Named(ProofContext context)
    {
        var text = string.Join('\n', context.Prepared.Up.Statements.Select(static s => s.Text));
        var tables = context.Before.Schema.Objects.Select(static o => o.Id).Where(static id => id.Kind.Word == "table");
        var words = SqlWords.In(text);
        if (!context.Prepared.Up.RunsInTransaction && words.Overlaps(Writing) || Catalogs.Any(c => text.Contains(c, StringComparison.OrdinalIgnoreCase)))
        {
            return tables.Select(static t => t.SqlName);
        }

        return tables.Where(t => words.Contains(t.Name) || !t.Name.All(SqlWords.IsOfWord) && text.Contains(t.Name, StringComparison.OrdinalIgnoreCase)).Select(static t => t.SqlName);
    }

    // The platform's tables are not; a table that the migration makes was not there.
    private static bool IsOwn(ProofContext context, uint oid) =>
        context.Before.State is not { } state || state.Nodes.Find(new CatalogKey(SystemCatalog.Class, oid, 0)) is { Fact: not null };
}
