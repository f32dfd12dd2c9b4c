using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Execution;

/// <summary>Writes the ledger. Every command is added to a batch, so that it shares the transaction of the change.</summary>
/// <remarks>All values are sent as text: each further type that Npgsql must write costs a cold process a few milliseconds.</remarks>
/// <param name="keepsSupabase">True when <c>supabase_migrations.schema_migrations</c> is kept too.</param>
/// <param name="gitCommit">The commit of the files; null when unknown.</param>
/// <param name="unproven">Why what is applied runs without a proof; null where none is wanted, or there is one.</param>
internal sealed class LedgerStore(bool keepsSupabase, string? gitCommit, string? unproven)
{
    private const string Applied = "applied";

    private static readonly string Tool = $"plumb {typeof(LedgerStore).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Creates what is missing of the tables, and brings an older ledger up to date; for the holder of the lock.</summary>
    public async Task PrepareAsync(NpgsqlConnection connection, Ledger recorded, CancellationToken cancellationToken)
    {
        List<string> scripts = [.. recorded.Exists ? LedgerVersion.UpgradesFrom(recorded.Version) : LedgerVersion.Creation];
        if (keepsSupabase)
        {
            scripts.Add("create_supabase_ledger");
        }

        var batch = new StatementBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var script in scripts)
            {
                await AddScriptAsync(batch, script, cancellationToken).ConfigureAwait(false);
            }

            await batch.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Records that <paramref name="migration"/> is applied.</summary>
    public void AddApplied(StatementBatch batch, Migration migration, IReadOnlyList<Statement> statements, DecisionTable checks, TimeSpan? duration) =>
        AddRecord(batch, migration, "apply", Applied, statements, checks, duration);

    /// <summary>Records that <paramref name="migration"/> was found in place: no statement of it was run.</summary>
    public void AddAdopted(StatementBatch batch, Migration migration, DecisionTable checks, TimeSpan duration) =>
        AddRecord(batch, migration, "adopt", Applied, [], checks, duration);

    /// <summary>Records that <paramref name="migration"/> begins, or begins to be taken back, outside a transaction.</summary>
    public void AddBegun(StatementBatch batch, Migration migration, bool isRevert)
    {
        AddSupabaseRemoval(batch, migration, isRevert);
        AddRecord(batch, migration, isRevert ? "begin revert" : "begin", isRevert ? "reverting" : "incomplete", [], DecisionTable.Empty, TimeSpan.Zero);
    }

    /// <summary>Records that <paramref name="migration"/> ran, or was taken back, and that not every required check has passed.</summary>
    public void AddUnverified(
        StatementBatch batch, Migration migration, bool isRevert, IReadOnlyList<Statement> statements, DecisionTable checks, TimeSpan? duration)
    {
        AddSupabaseRemoval(batch, migration, isRevert);
        AddRecord(batch, migration, isRevert ? "unverify revert" : "unverify", isRevert ? "reverting" : "unverified", statements, checks, duration);
    }

    /// <summary>Records that <paramref name="migration"/> was taken back.</summary>
    public void AddReverted(StatementBatch batch, Migration migration, IReadOnlyList<Statement> statements, DecisionTable checks, TimeSpan? duration)
    {
        AddSupabaseRemoval(batch, migration, isRevert: true);
        batch.Add(
            "SELECT plumb.record_revert($1, $2, $3::float8, $4::text[], $5::jsonb, $6, $7, $8)",
            Text(migration.Id),
            Text(migration.Checksum.Hex),
            Milliseconds(duration),
            Text(ArrayLiteral.Of(LedgerStatements.Of(statements))),
            Text(Json(checks)),
            Text(gitCommit),
            Text(Tool),
            Text(unproven));
        AddJournalEnd(batch, migration.Id);
    }

    /// <summary>Notes that a statement outside a transaction is about to run, or that it has finished.</summary>
    public static void AddJournal(StatementBatch batch, string id, bool isRevert, int ordinal, Statement statement, bool isFinished) =>
        batch.Add(
            """
            INSERT INTO plumb.journal (migration, action, ordinal, checksum, finished) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT ON CONSTRAINT journal_pkey DO UPDATE SET checksum = excluded.checksum, finished = excluded.finished
            """,
            Text(id),
            Text(isRevert ? "revert" : "apply"),
            new NpgsqlParameter<int> { TypedValue = ordinal },
            Text(Checksum.Of(statement.Text).Hex),
            new NpgsqlParameter<bool> { TypedValue = isFinished });

    /// <summary>Forgets that a statement was started: it is known that nothing of it happened.</summary>
    public static void AddJournalRemoval(StatementBatch batch, string id, bool isRevert, int ordinal) =>
        batch.Add(
            "DELETE FROM plumb.journal WHERE migration = $1 AND action = $2 AND ordinal = $3",
            Text(id),
            Text(isRevert ? "revert" : "apply"),
            new NpgsqlParameter<int> { TypedValue = ordinal });

    /// <summary>Forgets the journal of a migration that has come to its end.</summary>
    public static void AddJournalEnd(StatementBatch batch, string id) =>
        batch.Add("DELETE FROM plumb.journal WHERE migration = $1", Text(id));

    private static async Task AddScriptAsync(StatementBatch batch, string name, CancellationToken cancellationToken)
    {
        var script = SqlSplitter.Split(new SourceText(name, EmbeddedQuery.Read(nameof(Execution), name)));

        // No function or operator of another user's is found where the script means PostgreSQL's.
        batch.Add("SET search_path = ''");
        foreach (var statement in script.Statements)
        {
            await batch.AddAsync(statement, cancellationToken).ConfigureAwait(false);
        }

        batch.Add("RESET search_path");
    }

    private void AddRecord(
        StatementBatch batch, Migration migration, string action, string state, IReadOnlyList<Statement> statements, DecisionTable checks, TimeSpan? duration) =>
        batch.Add(
            "SELECT plumb.record($1, $2, $3, $4, $5, $6, $7, $8::float8, $9::text[], $10::jsonb, $11, $12, $13, $14::text[])",
            Text(action),
            Text(migration.Id),
            Text(migration.Version.Digits),
            Text(migration.Name),
            Text(migration.Kind == MigrationKind.Versioned ? "versioned" : "repeatable"),
            Text(state),
            Text(migration.Checksum.Hex),
            Milliseconds(duration),
            Text(ArrayLiteral.Of(LedgerStatements.Of(statements))),
            Text(Json(checks)),
            Text(gitCommit),
            Text(Tool),
            Text(unproven),
            Text(state == Applied && IsKeptBySupabase(migration) ? SupabaseLedger.StatementsOf(migration) : null));

    private bool IsKeptBySupabase(Migration migration) => keepsSupabase && migration.Kind == MigrationKind.Versioned;

    /// <summary>One that is being applied is not recorded there yet.</summary>
    private void AddSupabaseRemoval(StatementBatch batch, Migration migration, bool isRevert)
    {
        if (isRevert && IsKeptBySupabase(migration))
        {
            SupabaseLedger.AddRemoval(batch, migration);
        }
    }

    private static string Json(DecisionTable checks)
    {
        if (checks.Results.Count == 0)
        {
            return "[]";
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var result in checks.Results)
            {
                json.WriteStartObject();
                json.WriteString("title", result.Check.Title);
                json.WriteBoolean("required", result.Check.IsRequired);
                json.WriteString("outcome", result.Outcome.ToString().ToLowerInvariant());
                json.WriteString("expected", result.Expected);
                json.WriteString("found", result.Found);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static NpgsqlParameter Text(string? value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Milliseconds(TimeSpan? duration) =>
        Text(duration?.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
}
