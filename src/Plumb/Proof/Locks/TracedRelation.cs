using System.Runtime.InteropServices;
using Plumb.Diffing.Planning;

namespace Plumb.Proof.Locks;

/// <summary>A table, a materialized view or an index that a migration finds.</summary>
/// <param name="Kind">Its <c>relkind</c>.</param>
/// <param name="Table">The OID of the table; of an index, of its table.</param>
/// <param name="Name">Its name with its schema, quoted where it must be.</param>
/// <param name="File">What holds its rows, by file number and tablespace.</param>
/// <param name="Scans">How often the session's transaction has read it from end to end; of an index, how often it was used.</param>
/// <param name="PartitionOf">The OID of the partitioned table that it is a partition of; 0 for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TracedRelation(char Kind, uint Table, string Name, (uint Number, uint Tablespace) File, long Scans, uint PartitionOf)
{
    /// <summary>Whether it is an index.</summary>
    public bool IsIndex => Kind is 'i' or 'I';

    /// <summary>Whether it is a materialized view.</summary>
    public bool IsMaterializedView => Kind is 'm';

    /// <summary>Whether a lock in that mode is felt by those who use the table: of an index only the strongest is, and a materialized view has no writers.</summary>
    public bool IsFelt(LockMode mode) => mode == LockMode.AccessExclusive || !IsIndex && !IsMaterializedView;
}
