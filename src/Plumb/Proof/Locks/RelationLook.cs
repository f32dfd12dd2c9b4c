using System.Globalization;
using System.Runtime.InteropServices;
using Plumb.Diffing.Planning;

namespace Plumb.Proof.Locks;

/// <summary>A relation that is locked, as one look found it.</summary>
/// <param name="Oid">Its OID.</param>
/// <param name="Mode">The strongest mode; null when it is one that keeps nobody waiting.</param>
/// <param name="Writes">Whether its rows may be updated or deleted.</param>
/// <param name="File">What holds its rows, by file number and tablespace; zero when it was dropped.</param>
/// <param name="Scans">How often the session's transaction has read it from end to end; of an index, how often it was used.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RelationLook(uint Oid, LockMode? Mode, bool Writes, (uint Number, uint Tablespace) File, long Scans)
{
    /// <summary>Reads what <c>trace_locks.sql</c> writes: relation, mode or 0 if it is no strong one, 1 or 0 for writes, file, tablespace, scans.</summary>
    public static RelationLook Parse(string text)
    {
        var parts = text.Split(',');
        uint Number(int at) => uint.Parse(parts[at], CultureInfo.InvariantCulture);
        return new RelationLook(
            Number(0),
            Number(1) is > 0 and var mode ? (LockMode)(int)(mode - 1) : null,
            Number(2) == 1,
            (Number(3), Number(4)),
            long.Parse(parts[5], CultureInfo.InvariantCulture));
    }
}
