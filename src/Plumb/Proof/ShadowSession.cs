using Npgsql;
using Plumb.Catalog;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Proof.Locks;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>One session on a shadow: runs scripts and checks there, reads what came of them, and undoes what was only tried.</summary>
internal sealed partial class ShadowSession : IAsyncDisposable
{
    private static readonly string[] Resets = ["RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL", "CLOSE ALL", "UNLISTEN *", "DISCARD TEMP"];
    private static readonly string[] EndOfScript = ["SET CONSTRAINTS ALL IMMEDIATE", .. Resets];

    private readonly NpgsqlConnection connection;
    private readonly ConnectionTarget superuser;
    private readonly MomentReader moments;
    private readonly ProofOptions options;
    private int depth;

    private ShadowSession(ConnectionTarget target, ConnectionTarget superuser, NpgsqlConnection connection, ServerIdentity identity, SnapshotOptions snapshot, ProofOptions options)
    {
        Target = target;
        this.superuser = superuser;
        this.connection = connection;
        Identity = identity;
        this.options = options;
        moments = new MomentReader(connection, snapshot);
    }

    /// <summary>The database.</summary>
    public ConnectionTarget Target { get; }

    /// <summary>Who runs the chain.</summary>
    public ServerIdentity Identity { get; }

    /// <summary>Whether a transaction is open.</summary>
    public bool IsInTransaction { get; private set; }

    /// <summary>Connects as the role that runs the chain; as the superuser others look at what the session does.</summary>
    public static async Task<ShadowSession> OpenAsync(
        ConnectionTarget target, ConnectionTarget superuser, SnapshotOptions snapshot, ProofOptions options, CancellationToken cancellationToken)
    {
        var opened = await target.OpenAsync(cancellationToken).ConfigureAwait(false);
        var identity = await ServerIdentity.AskAsync(opened, cancellationToken).ConfigureAwait(false);
        await MakeTemporarySchemaAsync(opened, cancellationToken).ConfigureAwait(false);
        return new ShadowSession(target, superuser, opened, identity, snapshot, options);
    }

    /// <summary>Begins a transaction.</summary>
    public Task BeginAsync(string begin, CancellationToken cancellationToken)
    {
        IsInTransaction = true;
        return SendAsync([begin], cancellationToken);
    }

    /// <summary>Ends the transaction; what it did stays.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await SendAsync(CollectsOnRequest(Identity) ? ["COMMIT", CollectNow] : ["COMMIT"], cancellationToken).ConfigureAwait(false);
        IsInTransaction = false;
    }

    /// <summary>Ends the transaction; nothing of it stays.</summary>
    public async Task RollBackAsync(CancellationToken cancellationToken)
    {
        await SendAsync(["ROLLBACK"], cancellationToken).ConfigureAwait(false);
        IsInTransaction = false;
    }

    /// <summary>Runs a script. When it fails inside a transaction, nothing of it stays.</summary>
    /// <exception cref="StatementException">The server refused a statement.</exception>
    /// <exception cref="OutsideTransactionException">A transaction is open, and the script cannot run in one.</exception>
    /// <exception cref="SessionLostException">The session is over.</exception>
    public async Task RunAsync(PreparedScript script, CancellationToken cancellationToken)
    {
        if (!IsInTransaction)
        {
            await RunOutsideAsync(script, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!script.RunsInTransaction)
        {
            throw new OutsideTransactionException("the script runs outside a transaction");
        }

        await RunInsideAsync(script.Statements, ends: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs migrations in order, and returns the first that fails with what failed; null when all ran.</summary>
    public async Task<(PreparedMigration Migration, StatementException Cause)?> ReplayAsync(IReadOnlyList<PreparedMigration> migrations, CancellationToken cancellationToken)
    {
        foreach (var prepared in migrations)
        {
            try
            {
                await RunAsync(prepared.Up, cancellationToken).ConfigureAwait(false);
            }
            catch (StatementException failed)
            {
                return (prepared, failed);
            }
        }

        return null;
    }

    /// <summary>Runs statements in a savepoint of their own, which stays.</summary>
    /// <param name="statements">What runs.</param>
    /// <param name="ends">True when nothing of the script follows: constraints that wait for the commit are judged, and settings set back.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <inheritdoc cref="RunAsync"/>
    public async Task RunInsideAsync(IReadOnlyList<Statement> statements, bool ends, CancellationToken cancellationToken)
    {
        var savepoint = $"plumb_run_{depth}";
        await InSavepointAsync(
            savepoint,
            () => SendAsync([$"SAVEPOINT {savepoint}"], statements, [.. ends ? EndOfScript : [], $"RELEASE SAVEPOINT {savepoint}"], cancellationToken)).ConfigureAwait(false);
        await DeallocateAsync(statements, cancellationToken).ConfigureAwait(false);
    }

    // The work sets the savepoint and releases it; when it fails, nothing of it stays.
    private async Task InSavepointAsync(string savepoint, Func<Task> work)
    {
        depth++;
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (StatementException failed)
        {
            await SendAsync([$"ROLLBACK TO SAVEPOINT {savepoint}", $"RELEASE SAVEPOINT {savepoint}"], CancellationToken.None).ConfigureAwait(false);
            if (TransactionalRun.MustRunOutside(failed))
            {
                throw new OutsideTransactionException(failed.Message);
            }

            throw;
        }
        finally
        {
            depth--;
        }
    }

    /// <summary>Runs one statement outside a transaction.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public Task RunAloneAsync(Statement statement, CancellationToken cancellationToken) => SendAsync([], [statement], [], cancellationToken);

    /// <summary>Reads what the database holds now.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="withAccess">Whether to read who reaches which table.</param>
    /// <param name="since">What it held when the transaction began that is open, if one is.</param>
    public async Task<Moment> ReadAsync(CancellationToken cancellationToken, bool withAccess = false, Moment? since = null)
    {
        if (IsInTransaction)
        {
            return await moments.ReadAsync(withAccess, since, cancellationToken).ConfigureAwait(false);
        }

        await BeginAsync("BEGIN", cancellationToken).ConfigureAwait(false);
        var moment = await moments.ReadAsync(withAccess, since: null, cancellationToken).ConfigureAwait(false);
        await CommitAsync(cancellationToken).ConfigureAwait(false);
        return moment;
    }

    /// <summary>Undoes what <paramref name="work"/> does.</summary>
    public async Task<T> UndoAfterAsync<T>(Func<ShadowSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var savepoint = $"plumb_try_{depth}";
        depth++;
        await SendAsync([$"SAVEPOINT {savepoint}"], cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(this).ConfigureAwait(false);
        }
        finally
        {
            depth--;
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await SendAsync([$"ROLLBACK TO SAVEPOINT {savepoint}", $"RELEASE SAVEPOINT {savepoint}"], CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends some of Plumb's own commands in one round trip.</summary>
    public Task SendAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken) => SendAsync(commands, [], [], cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await moments.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunOutsideAsync(PreparedScript script, CancellationToken cancellationToken)
    {
        if (script.RunsInTransaction)
        {
            await BeginAsync(script.Begin, cancellationToken).ConfigureAwait(false);
            try
            {
                await RunInsideAsync(script.Statements, ends: true, cancellationToken).ConfigureAwait(false);
                await CommitAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (OutsideTransactionException)
            {
                await RollBackAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (StatementException)
            {
                await RollBackAsync(CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        foreach (var statement in script.Statements)
        {
            await RunAloneAsync(statement, cancellationToken).ConfigureAwait(false);
        }

        await SendAsync(Resets, CancellationToken.None).ConfigureAwait(false);
        await DeallocateAsync(script.Statements, cancellationToken).ConfigureAwait(false);
    }

    // A prepared statement outlives every rollback, and would be in the way of the next run.
    private async Task DeallocateAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken)
    {
        if (statements.Any(static s => s.Span.StartsWith("PREPARE", StringComparison.OrdinalIgnoreCase) || s.Span.StartsWith("DEALLOCATE", StringComparison.OrdinalIgnoreCase)))
        {
            moments.Forget();
            await SendAsync(["DEALLOCATE ALL"], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(
        IReadOnlyList<string> before, IReadOnlyList<Statement> statements, IReadOnlyList<string> after, CancellationToken cancellationToken, LockTracer? tracer = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batch = new StatementBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            try
            {
                if (statements.Count > 0)
                {
                    // A file may lift the server's own limit.
                    limit.CancelAfter(options.StatementLimit * 2);
                }

                Add(batch, before);
                tracer?.Begin(batch);
                foreach (var statement in statements)
                {
                    await batch.AddAsync(statement, limit.Token).ConfigureAwait(false);
                    tracer?.Add(batch, statement);
                }

                Add(batch, after);
                await batch.FlushAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException tooLong) when (!cancellationToken.IsCancellationRequested && tooLong.InnerException is PostgresException cause)
            {
                throw new StatementException(statements.FirstOrDefault(s => s.Text == cause.BatchCommand?.CommandText) ?? statements[0], cause);
            }
            catch (StatementException failed) when (ServerFault.EndsTheSession(failed.Cause))
            {
                throw new SessionLostException(failed.Statement, failed.Cause);
            }
            catch (NpgsqlException lost) when (lost is not PostgresException)
            {
                throw new SessionLostException(statements is [var only] ? only : null, lost);
            }
        }
    }

    private static void Add(StatementBatch batch, IReadOnlyList<string> commands)
    {
        foreach (var command in commands)
        {
            batch.Add(command);
        }
    }
}
