using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Sql;

namespace Plumb.Proof.Locks;

/// <summary>
/// Learns by execution what statements do to the tables that are there: after each one it looks which locks the transaction holds, which relations
/// lie in a new file, and which were read from end to end. The looks travel with the statements; a script costs two round trips more.
/// </summary>
internal sealed class LockTracer
{
    private static readonly string Look = EmbeddedQuery.Read(nameof(Proof), "trace_locks");
    private static readonly string Looks = EmbeddedQuery.Read(nameof(Proof), "read_trace");

    private readonly TracedRelations before;
    private readonly Dictionary<uint, TracedRelation> now;
    private readonly Dictionary<string, TableLock> held = new(StringComparer.Ordinal);
    private readonly List<Statement> statements = [];

    private LockTracer(TracedRelations before)
    {
        this.before = before;
        now = new Dictionary<uint, TracedRelation>(before.ByOid);
    }

    /// <summary>Begins to trace what runs next inside the transaction of a connection.</summary>
    public static async Task<LockTracer> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        new(await TracedRelations.ReadAsync(connection, cancellationToken).ConfigureAwait(false));

    /// <summary>Adds the look before the first statement.</summary>
    public void Begin(StatementBatch batch) => AddLook(batch);

    /// <summary>Adds the look after a statement.</summary>
    public void Add(StatementBatch batch, Statement statement)
    {
        statements.Add(statement);
        AddLook(batch);
    }

    /// <summary>Reads what was seen; the settings that keep it must still be there.</summary>
    public async Task<TracedScript> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Looks, connection) { Parameters = { new() { Value = statements.Count } } };
        await using (command.ConfigureAwait(false))
        {
            var looks = (string?[])(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            var traced = new List<TracedStatement>(statements.Count);
            var (time, _) = Parse(looks[0], null);
            for (var i = 0; i < statements.Count; i++)
            {
                var (end, work) = Parse(looks[i + 1], statements[i]);
                traced.Add(new TracedStatement(statements[i], TimeSpan.FromMicroseconds(Math.Max(0, end - time)), [.. held.Values], work) { IsSeen = end > 0 });
                time = end > 0 ? end : time;
            }

            return new TracedScript(traced) { Before = before };
        }
    }

    private void AddLook(StatementBatch batch) => batch.Add(
        Look,
        new NpgsqlParameter { Value = string.Create(CultureInfo.InvariantCulture, $"plumb.trace_{statements.Count}") },
        new NpgsqlParameter { Value = before.Last, NpgsqlDbType = NpgsqlDbType.Oid });

    // A script that says RESET ALL forgets a look; the next one sees what this one missed.
    private (long Time, List<TableWork> Work) Parse(string? text, Statement? statement)
    {
        if (string.IsNullOrEmpty(text))
        {
            return (0, []);
        }

        var parts = text.Split('|');
        List<RelationLook> looks = [.. parts.Skip(1).Select(RelationLook.Parse).Where(l => before.ByOid.ContainsKey(l.Oid))];
        List<TableWork> work = [];
        foreach (var look in looks)
        {
            var relation = now[look.Oid];
            if (statement is not null && look.Mode is { } mode && relation.IsFelt(mode))
            {
                Hold(new TableLock(before.TableOf(relation), mode, statement));
            }

            if (statement is not null && KindOf(relation, look, looks) is { } kind)
            {
                work.Add(new TableWork(before.TableOf(relation), kind));
            }
        }

        // What an index was used for counts where nothing else is done to its table.
        foreach (var index in statement is null ? [] : looks.Where(l => now[l.Oid].IsIndex && l.Scans > now[l.Oid].Scans))
        {
            var table = before.TableOf(now[index.Oid]);
            if (!work.Exists(w => w.Table == table))
            {
                work.Add(new TableWork(table, looks.Exists(l => l.Oid == now[index.Oid].Table && l.Writes) ? WorkKind.IndexedWrite : WorkKind.Lookup));
            }
        }

        looks.ForEach(l => now[l.Oid] = now[l.Oid] with { File = l.File, Scans = l.Scans });
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), work);
    }

    private void Hold(TableLock taken)
    {
        if (!held.TryGetValue(taken.Table, out var known) || known.Mode < taken.Mode)
        {
            held[taken.Table] = taken;
        }
    }

    // What is dropped has no file.
    private WorkKind? KindOf(TracedRelation relation, RelationLook look, List<RelationLook> looks) => relation switch
    {
        { IsIndex: true } => null,
        _ when look.File.Number == 0 || look.File == relation.File => look.Scans > relation.Scans ? WorkKind.Scan : null,
        { IsMaterializedView: true } => WorkKind.Refresh,
        _ when look.File.Tablespace != relation.File.Tablespace => WorkKind.Move,
        _ => IsEmptied(look.Scans - relation.Scans, IndexesOf(look.Oid, looks)) ? null : WorkKind.Rewrite,
    };

    /// <summary>
    /// Whether a table that lies in a new file was emptied: it is read once for each of its indexes then; one that is written anew is read once more, by
    /// itself or by an index.
    /// </summary>
    /// <param name="scans">How often it was read from end to end.</param>
    /// <param name="indexes">How often each of its indexes was used, and whether it lies in a new file.</param>
    public static bool IsEmptied(long scans, IEnumerable<(long Uses, bool IsInNewFile)> indexes)
    {
        var (read, built) = (scans, 0L);
        foreach (var (uses, isInNewFile) in indexes)
        {
            read += uses;
            built += isInNewFile ? 1 : 0;
        }

        return read <= built;
    }

    private IEnumerable<(long Uses, bool IsInNewFile)> IndexesOf(uint table, List<RelationLook> looks) => looks
        .Where(l => now[l.Oid] is { IsIndex: true } index && index.Table == table)
        .Select(l => (l.Scans - now[l.Oid].Scans, l.File != now[l.Oid].File));
}
