namespace Plumb.Proof.Sizes;

/// <summary>How large a table is.</summary>
/// <param name="Name">Its name with its schema, quoted where it must be.</param>
/// <param name="Rows">About how many rows; of a partitioned table, those of all its partitions.</param>
/// <param name="Bytes">Its size on disk with its indexes.</param>
/// <param name="Columns">Those of its columns that were analyzed and that the role may read.</param>
public sealed record TableSize(string Name, long Rows, long Bytes, IReadOnlyList<ColumnSize> Columns);
