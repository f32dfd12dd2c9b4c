using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Plumb.Diffing.Planning;
using Plumb.Environments;
using Plumb.Sql;

namespace Plumb.Proof.Locks;

/// <summary>
/// Looks from other connections at a statement that runs outside a transaction: when it has ended, its locks are gone. Another transaction has
/// written to every table meanwhile, so that the statement waits where it would keep writers out, and is seen to. Then that table is let go,
/// and the others are held on. A statement that comes to its end without waiting has kept no writer waiting.
/// </summary>
internal sealed class LockObserver : IAsyncDisposable
{
    private static readonly string Query = EmbeddedQuery.Read(nameof(Proof), "held_locks");
    private static readonly string Scans = EmbeddedQuery.Read(nameof(Proof), "collected_scans");
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly ConnectionTarget superuser;
    private readonly NpgsqlConnection connection;
    private readonly int process;
    private readonly TracedRelations before;
    private readonly bool countsScans;
    private readonly Dictionary<uint, LockMode?> seen = [];
    private readonly HashSet<uint> letGo = [];
    private readonly CancellationTokenSource ended = new();
    private Dictionary<uint, long> scans = [];
    private TableHolder? holder;
    private string? obstacle;
    private Task looking = Task.CompletedTask;

    private LockObserver(ConnectionTarget superuser, NpgsqlConnection connection, int process, TracedRelations before, bool countsScans)
    {
        this.superuser = superuser;
        this.connection = connection;
        this.process = process;
        this.before = before;
        this.countsScans = countsScans;
    }

    /// <summary>Begins to look at the session of <paramref name="process"/>, whose counters are gathered.</summary>
    public static async Task<LockObserver> StartAsync(ConnectionTarget superuser, ServerIdentity server, int process, Statement statement, CancellationToken cancellationToken)
    {
        var looksOn = await superuser.OpenAsync(cancellationToken).ConfigureAwait(false);
        var relations = await TracedRelations.ReadAsync(looksOn, cancellationToken).ConfigureAwait(false);
        var observer = new LockObserver(superuser, looksOn, process, relations, ShadowSession.CollectsOnRequest(server));
        observer.scans = await observer.ReadScansAsync(cancellationToken).ConfigureAwait(false);
        if (CannotWait(statement))
        {
            observer.obstacle = "it does not wait for locks, so that nothing can be held against it";
        }
        else
        {
            await observer.HoldAsync(cancellationToken).ConfigureAwait(false);
        }

        observer.looking = observer.LookAsync();
        return observer;
    }

    /// <summary>What was seen of the statement, which has ended.</summary>
    public async Task<TracedStatement> EndAsync(Statement statement, TimeSpan time, CancellationToken cancellationToken)
    {
        await StopAsync().ConfigureAwait(false);
        var after = await TracedRelations.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var now = await ReadScansAsync(cancellationToken).ConfigureAwait(false);
        var work = new Dictionary<string, TableWork>(StringComparer.Ordinal);
        var modes = new Dictionary<string, LockMode>(StringComparer.Ordinal);
        foreach (var (oid, relation) in before.ByOid)
        {
            var table = before.TableOf(relation);
            var file = after.ByOid.GetValueOrDefault(oid, relation).File;
            if (KindOf(oid, relation, file, after, now) is { } kind)
            {
                work[table] = work.TryGetValue(table, out var known) && known.Kind > kind ? known : new TableWork(table, kind);
            }

            // Of an index, a lock is felt only while it is built anew, and then its file tells.
            var mode = file != relation.File ? LockMode.AccessExclusive : relation.IsIndex ? null : seen.GetValueOrDefault(oid);
            if (mode is { } felt && relation.IsFelt(felt))
            {
                modes[table] = modes.TryGetValue(table, out var strongest) && strongest > felt ? strongest : felt;
            }
        }

        List<TableLock> locks = [.. modes.Select(m => new TableLock(m.Key, m.Value, statement))];
        return new TracedStatement(statement, time, locks, [.. work.Values]) { CommitsOnItsWay = true, Obstacle = obstacle ?? ObstacleOf(locks) };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        ended.Dispose();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static bool CannotWait(Statement statement) =>
        statement.Text.Contains("NOWAIT", StringComparison.OrdinalIgnoreCase) || statement.Text.Contains("lock_timeout", StringComparison.OrdinalIgnoreCase);

    private string? ObstacleOf(List<TableLock> locks) =>
        countsScans || !locks.Exists(static l => l.BlocksWrites) ? null : "before PostgreSQL 15 the server does not tell in time what such a statement reads";

    private async Task StopAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await looking.ConfigureAwait(false);
        await LetGoAsync().ConfigureAwait(false);
    }

    private async Task LookAsync()
    {
        var command = new NpgsqlCommand(Query, connection) { Parameters = { new() { Value = process, NpgsqlDbType = NpgsqlDbType.Integer } } };
        await using (command.ConfigureAwait(false))
        {
            var since = 0L;
            while (!ended.IsCancellationRequested)
            {
                if (!await LookOnceAsync(command).ConfigureAwait(false) || holder is null)
                {
                    since = 0;
                }
                else if (since == 0)
                {
                    since = Stopwatch.GetTimestamp();
                }
                else if (Stopwatch.GetElapsedTime(since) > Patience)
                {
                    obstacle = "what it waits for could not be told";
                    await LetGoAsync().ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Whether the statement waits for something that is no table to let go.</summary>
    private async Task<bool> LookOnceAsync(NpgsqlCommand command)
    {
        var waits = false;
        var strong = new List<uint>();
        var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                var relation = reader.GetFieldValue<uint>(0);
                LockMode? mode = await reader.IsDBNullAsync(1, CancellationToken.None).ConfigureAwait(false) ? null : (LockMode)(reader.GetInt32(1) - 1);
                waits |= reader.GetBoolean(2);
                Add(relation, mode);
                if (mode is not null)
                {
                    strong.Add(relation);
                }
            }
        }

        var held = letGo.Count;
        letGo.UnionWith(waits && holder is not null ? strong : []);
        if (letGo.Count == held)
        {
            return waits;
        }

        var last = holder;
        await HoldAsync(CancellationToken.None).ConfigureAwait(false);
        await last!.DisposeAsync().ConfigureAwait(false);
        return false;
    }

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        holder = await TableHolder.HoldAsync(superuser, before, letGo, cancellationToken).ConfigureAwait(false);
        obstacle ??= holder is null ? "the tables could not be held against it" : null;
    }

    private async Task LetGoAsync()
    {
        if (holder is not null)
        {
            await holder.DisposeAsync().ConfigureAwait(false);
            holder = null;
        }
    }

    private Task<Dictionary<uint, long>> ReadScansAsync(CancellationToken cancellationToken) =>
        CollectedCounters.ReadAsync(new NpgsqlCommand(Scans, connection), cancellationToken);

    private void Add(uint relation, LockMode? mode)
    {
        if (!seen.TryGetValue(relation, out var known) || known is null || mode > known)
        {
            seen[relation] = mode;
        }
    }

    // What happens to the table says it all.
    private bool IsTableInNewFile(TracedRelation index, TracedRelations after) =>
        before.ByOid.TryGetValue(index.Table, out var table) && after.ByOid.GetValueOrDefault(index.Table, table).File != table.File;

    private WorkKind? KindOf(uint oid, TracedRelation relation, (uint Number, uint Tablespace) file, TracedRelations after, Dictionary<uint, long> now)
    {
        long Read(uint of) => now.GetValueOrDefault(of) - scans.GetValueOrDefault(of);
        bool IsEmptied() => countsScans && LockTracer.IsEmptied(
            Read(oid),
            before.ByOid.Where(i => i.Value.IsIndex && i.Value.Table == oid).Select(i => (Read(i.Key), after.ByOid.GetValueOrDefault(i.Key, i.Value).File != i.Value.File)));
        return relation switch
        {
            { IsIndex: true } => file == relation.File || IsTableInNewFile(relation, after) ? null : WorkKind.IndexRebuild,
            _ when file == relation.File => countsScans && Read(oid) > 0 ? WorkKind.Scan : null,
            { IsMaterializedView: true } => WorkKind.Refresh,
            _ when file.Tablespace != relation.File.Tablespace => WorkKind.Move,
            _ => IsEmptied() ? null : WorkKind.Rewrite,
        };
    }
}
