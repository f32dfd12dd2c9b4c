using Npgsql;

namespace Plumb.Diagnosis;

/// <summary>The rows that came back, as text.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The values; null for NULL.</param>
internal sealed record Answer(IReadOnlyList<string> Columns, IReadOnlyList<string?[]> Rows)
{
    /// <summary>No row, also when the server refused the question.</summary>
    public static readonly Answer None = new([], []);

    /// <summary>The SQLSTATE with which the server refused the question; null when it answered.</summary>
    public string? Refusal { get; init; }

    /// <summary>Runs a command and reads its rows.</summary>
    public static async Task<Answer> OfAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        command.AllResultTypesAreUnknown = true;
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var rows = new List<string?[]>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
            }

            return new Answer([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
        }
    }
}
