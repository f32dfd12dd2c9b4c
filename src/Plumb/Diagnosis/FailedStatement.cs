using Npgsql;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Diagnosis;

/// <summary>A statement that the server refused, once everything was rolled back.</summary>
/// <param name="Error">What the server said.</param>
/// <param name="Sent">What was sent, and as whom.</param>
internal sealed record FailedStatement(PostgresException Error, SentStatement Sent)
{
    /// <summary>The migration that it belongs to; null when it belongs to none.</summary>
    public Migration? Migration { get; init; }

    /// <summary>All migrations, in the order in which they run: where the objects that the server names may be defined.</summary>
    public IReadOnlyList<Migration> Chain { get; init; } = [];

    /// <summary>True when values of rows must not be shown.</summary>
    public bool MasksValues => Sent.HidesValues;
}
