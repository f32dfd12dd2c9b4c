using System.Runtime.InteropServices;
using Plumb.Sql;

namespace Plumb.Proof.Crashes;

/// <summary>A place at which a run is killed.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Ordinal">Its index.</param>
/// <param name="Moment">When, seen from it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CrashPoint(Statement Statement, int Ordinal, CrashMoment Moment)
{
    /// <summary>In words, to follow <c>killed</c>.</summary>
    public override string ToString() => Moment switch
    {
        CrashMoment.Within => "within this statement",
        CrashMoment.BeforeItsNote => "after this statement, before the journal says so",
        _ => "after this statement",
    };
}
