using Npgsql;

namespace Plumb.Checks;

/// <summary>
/// Reads the result of a judged statement as text, row by row. It counts all rows and keeps a few: what a check costs in memory
/// does not grow with its result.
/// </summary>
internal sealed class RowReader
{
    private const uint BooleanOid = 16;

    private readonly NpgsqlDataReader reader;
    private readonly int conditions;
    private readonly CheckOptions options;
    private readonly List<string> columns = [];
    private readonly List<string> types = [];
    private readonly List<int> judgedBooleans = [];
    private readonly List<IReadOnlyList<string?>> first = [];
    private readonly List<IReadOnlyList<string?>> broken = [];
    private readonly long[] breaking;
    private long rows;
    private int booleanColumns;
    private string? firstValue;
    private string? firstUntrue;

    /// <summary>Creates a reader of a result whose first columns answer <paramref name="conditions"/>.</summary>
    /// <param name="reader">The result, before its first row.</param>
    /// <param name="conditions">How many of its columns are answers.</param>
    /// <param name="judgesBooleans">True when a row with a boolean that is not true breaks an expectation.</param>
    /// <param name="options">How much is kept, and how.</param>
    public RowReader(NpgsqlDataReader reader, int conditions, bool judgesBooleans, CheckOptions options)
    {
        this.reader = reader;
        this.conditions = conditions;
        this.options = options;
        breaking = new long[conditions];
        for (var column = conditions; column < reader.FieldCount; column++)
        {
            columns.Add(reader.GetName(column));
            types.Add(reader.GetDataTypeName(column));
            if (reader.GetDataTypeOID(column) == BooleanOid)
            {
                booleanColumns++;
                if (judgesBooleans)
                {
                    judgedBooleans.Add(column);
                }
            }
        }
    }

    /// <summary>Reads to the end.</summary>
    public async Task<Observation> ReadAsync(CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows++;
            if (conditions + judgedBooleans.Count > 0 || rows == 1 || first.Count < options.EvidenceRows)
            {
                await ReadRowAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return new Observation
        {
            Rows = rows,
            ColumnCount = columns.Count,
            FirstValue = firstValue,
            ShownValue = options.MaskValues ? Masked.Value(firstValue, types.FirstOrDefault("text")) : firstValue,
            BooleanColumns = booleanColumns,
            FirstUntrue = firstUntrue,
            Breaking = breaking,
            First = new Evidence(columns, first),
            Broken = new Evidence(columns, broken),
        };
    }

    private async Task ReadRowAsync(CancellationToken cancellationToken)
    {
        var isBroken = false;
        for (var condition = 0; condition < conditions; condition++)
        {
            var holds = await TextAsync(condition, cancellationToken).ConfigureAwait(false) is "t";
            breaking[condition] += holds ? 0 : 1;
            isBroken |= !holds;
        }

        var isKept = rows == 1 || first.Count < options.EvidenceRows || (broken.Count < options.EvidenceRows && (isBroken || judgedBooleans.Count > 0));
        var row = isKept ? new string?[columns.Count] : [];
        foreach (var column in isKept ? Enumerable.Range(conditions, columns.Count) : judgedBooleans)
        {
            var text = await TextAsync(column, cancellationToken).ConfigureAwait(false);
            if (isKept)
            {
                row[column - conditions] = text;
            }

            if (text is not "t" && judgedBooleans.Contains(column))
            {
                isBroken = true;
                firstUntrue ??= $"{(text is null ? "null" : "false")} in column {columns[column - conditions]} (row {rows})";
            }
        }

        Keep(row, isBroken);
    }

    private void Keep(string?[] row, bool isBroken)
    {
        if (row.Length == 0)
        {
            return;
        }

        firstValue = rows == 1 ? row[0] : firstValue;
        var shown = options.MaskValues ? [.. row.Select((value, index) => Masked.Value(value, types[index]))] : row;
        if (first.Count < options.EvidenceRows)
        {
            first.Add(shown);
        }

        if (isBroken && broken.Count < options.EvidenceRows)
        {
            broken.Add(shown);
        }
    }

    private async ValueTask<string?> TextAsync(int column, CancellationToken cancellationToken) =>
        await reader.IsDBNullAsync(column, cancellationToken).ConfigureAwait(false)
            ? null
            : await reader.GetFieldValueAsync<string>(column, cancellationToken).ConfigureAwait(false);
}
