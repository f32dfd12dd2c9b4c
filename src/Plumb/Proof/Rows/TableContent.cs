namespace Plumb.Proof.Rows;

/// <summary>What a table holds.</summary>
/// <param name="Name">Its name with its schema, quoted where it must be.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Columns">Its columns by their numbers, which stay when a column is renamed.</param>
internal sealed record TableContent(string Name, long Rows, IReadOnlyDictionary<int, ColumnContent> Columns);
