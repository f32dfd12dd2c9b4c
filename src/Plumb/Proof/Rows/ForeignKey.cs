namespace Plumb.Proof.Rows;

/// <summary>A foreign key.</summary>
/// <param name="Columns">The numbers of its columns.</param>
/// <param name="Referenced">The OID of the table that it points to.</param>
/// <param name="ReferencedColumns">The numbers of the columns there.</param>
internal sealed record ForeignKey(IReadOnlyList<int> Columns, uint Referenced, IReadOnlyList<int> ReferencedColumns);
