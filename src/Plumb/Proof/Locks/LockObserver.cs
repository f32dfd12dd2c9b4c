using Npgsql;
using NpgsqlTypes;
using Plumb.Diffing.Planning;
using Plumb.Environments;
using Plumb.Sql;

namespace Plumb.Proof.Locks;

/// <summary>
/// Looks from another connection, as often as it can, which locks a statement holds that runs outside a transaction: when it has ended they are gone.
/// A lock that was held between two looks is not seen; a new file of a relation stays, and tells of the strongest one.
/// </summary>
internal sealed class LockObserver : IAsyncDisposable
{
    private static readonly string Query = EmbeddedQuery.Read(nameof(Proof), "held_locks");

    private readonly NpgsqlConnection connection;
    private readonly int process;
    private readonly TracedRelations before;
    private readonly Dictionary<uint, LockMode?> seen = [];
    private readonly CancellationTokenSource ended = new();
    private Task looking = Task.CompletedTask;

    private LockObserver(NpgsqlConnection connection, int process, TracedRelations before)
    {
        this.connection = connection;
        this.process = process;
        this.before = before;
    }

    /// <summary>Begins to look at the session of <paramref name="process"/>.</summary>
    public static async Task<LockObserver> StartAsync(ConnectionTarget target, int process, CancellationToken cancellationToken)
    {
        var looksOn = await target.OpenAsync(cancellationToken).ConfigureAwait(false);
        var relations = await TracedRelations.ReadAsync(looksOn, cancellationToken).ConfigureAwait(false);
        var observer = new LockObserver(looksOn, process, relations);
        observer.looking = observer.LookAsync();
        return observer;
    }

    /// <summary>What was seen of the statement, which has ended.</summary>
    public async Task<TracedStatement> EndAsync(Statement statement, TimeSpan time, CancellationToken cancellationToken)
    {
        await StopAsync().ConfigureAwait(false);
        var after = await TracedRelations.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var work = new Dictionary<string, TableWork>(StringComparer.Ordinal);
        var modes = new Dictionary<string, LockMode>(StringComparer.Ordinal);
        foreach (var (oid, relation) in before.ByOid)
        {
            var table = before.TableOf(relation);
            if (KindOf(relation, after.ByOid.GetValueOrDefault(oid, relation)) is { } kind)
            {
                work[table] = work.TryGetValue(table, out var known) && known.Kind > kind ? known : new TableWork(table, kind);
                modes[table] = LockMode.AccessExclusive;
            }
            else if (seen.GetValueOrDefault(oid) is { } mode && relation.IsFelt(mode))
            {
                modes[table] = modes.TryGetValue(table, out var strongest) && strongest > mode ? strongest : mode;
            }
        }

        var locks = modes.Select(m => new TableLock(m.Key, m.Value, statement));
        return new TracedStatement(statement, time, [.. locks], [.. work.Values]) { IsSeen = seen.Count + work.Count > 0 };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        ended.Dispose();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task StopAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await looking.ConfigureAwait(false);
    }

    private async Task LookAsync()
    {
        var command = new NpgsqlCommand(Query, connection) { Parameters = { new() { Value = process, NpgsqlDbType = NpgsqlDbType.Integer } } };
        await using (command.ConfigureAwait(false))
        {
            while (!ended.IsCancellationRequested)
            {
                var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false))
                    {
                        Add(reader.GetFieldValue<uint>(0), await reader.IsDBNullAsync(1, CancellationToken.None).ConfigureAwait(false) ? null : (LockMode)(reader.GetInt32(1) - 1));
                    }
                }
            }
        }
    }

    private void Add(uint relation, LockMode? mode)
    {
        if (!seen.TryGetValue(relation, out var known) || known is null || mode > known)
        {
            seen[relation] = mode;
        }
    }

    private static WorkKind? KindOf(TracedRelation before, TracedRelation after) => before.File == after.File ? null : before switch
    {
        { IsIndex: true } => WorkKind.IndexRebuild,
        { IsMaterializedView: true } => WorkKind.Refresh,
        _ => before.File.Tablespace == after.File.Tablespace ? WorkKind.Rewrite : WorkKind.Move,
    };
}
