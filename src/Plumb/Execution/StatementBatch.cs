using Npgsql;
using Plumb.Environments;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>
/// Collects statements and sends them in one round trip; large files go in several, so that memory stays bounded.
/// Nothing is sent before <see cref="FlushAsync"/> unless a batch is full or a COPY needs the connection for itself.
/// </summary>
internal sealed class StatementBatch(NpgsqlConnection connection) : IAsyncDisposable
{
    private const int MostStatements = 500;
    private const int MostCharacters = 1 << 20;
    private const int CopySlice = 1 << 16;

    private readonly List<Statement?> statements = [];
    private NpgsqlBatch batch = new(connection);
    private int characters;

    /// <summary>How many statements of the user's files the server has finished.</summary>
    public int Finished { get; private set; }

    /// <summary>Adds one of Plumb's own commands.</summary>
    public void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        Add(command, null);
    }

    /// <summary>Adds a statement of the user's file.</summary>
    /// <exception cref="StatementException">The batch was full, and the server refused one of its statements.</exception>
    public async Task AddAsync(Statement statement, CancellationToken cancellationToken)
    {
        if (statement.Kind == StatementKind.CopyFromStdin)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            await CopyAsync(statement, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (IsQuery(statement))
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            await QueryAsync(statement, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (statements.Count >= MostStatements || characters + statement.Length > MostCharacters)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        Add(new NpgsqlBatchCommand(statement.Text), statement);
    }

    /// <summary>Sends what was collected and waits for the server.</summary>
    /// <exception cref="StatementException">The server refused a statement; those after it did not run.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (statements.Count == 0)
        {
            return;
        }

        try
        {
            await Exchange.RunAsync(batch, cancellationToken).ConfigureAwait(false);
            Finished += statements.Count(static s => s is not null);
        }
        catch (PostgresException refused)
        {
            var index = refused.BatchCommand is NpgsqlBatchCommand failed ? batch.BatchCommands.IndexOf(failed) : -1;
            throw new StatementException(index < 0 ? null : statements[index], refused);
        }
        finally
        {
            await ClearAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => batch.DisposeAsync();

    private void Add(NpgsqlBatchCommand command, Statement? statement)
    {
        batch.BatchCommands.Add(command);
        statements.Add(statement);
        characters += command.CommandText.Length;
    }

    private async ValueTask ClearAsync()
    {
        await batch.DisposeAsync().ConfigureAwait(false);
        batch = new NpgsqlBatch(connection);
        statements.Clear();
        characters = 0;
    }

    /// <summary>
    /// True for a statement that returns rows. A batch would ask for that in binary form, which not every type
    /// has (<c>aclitem</c>), and the statement would fail although psql runs it.
    /// </summary>
    private static bool IsQuery(Statement statement)
    {
        var lexer = new SqlLexer(statement.Span);
        while (lexer.ReadCode() == SqlTokenKind.OpenParenthesis)
        {
        }

        return lexer.Token is { Length: > 0 } word && lexer.Kind == SqlTokenKind.Word && word.ToString().ToUpperInvariant() switch
        {
            "SELECT" or "WITH" or "TABLE" or "VALUES" or "EXECUTE" or "FETCH" => true,
            "INSERT" or "UPDATE" or "DELETE" or "MERGE" => statement.Span.Contains("RETURNING", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private async Task QueryAsync(Statement statement, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement.Text, connection) { AllResultTypesAreUnknown = true };
        await using (command.ConfigureAwait(false))
        {
            try
            {
                await Exchange.RunAsync(command, cancellationToken).ConfigureAwait(false);
                Finished++;
            }
            catch (PostgresException refused)
            {
                throw new StatementException(statement, refused);
            }
        }
    }

    private async Task CopyAsync(Statement statement, CancellationToken cancellationToken)
    {
        try
        {
            var writer = await connection.BeginTextImportAsync(statement.Text, cancellationToken).ConfigureAwait(false);
            await using (writer.ConfigureAwait(false))
            {
                var rows = statement.Source.Text.AsMemory(statement.CopyData ?? default);
                for (; rows.Length > 0; rows = rows[Math.Min(CopySlice, rows.Length)..])
                {
                    await writer.WriteAsync(rows[..Math.Min(CopySlice, rows.Length)], cancellationToken).ConfigureAwait(false);
                }
            }

            Finished++;
        }
        catch (PostgresException refused)
        {
            throw new StatementException(statement, refused);
        }
    }
}
