namespace Plumb.Proof.Crashes;

/// <summary>When a run is killed, seen from one of its statements.</summary>
internal enum CrashMoment
{
    /// <summary>While the statement waits for another transaction, half done.</summary>
    Within,

    /// <summary>The statement is done, and the journal does not know it yet.</summary>
    BeforeItsNote,

    /// <summary>The statement is done, and the journal says so.</summary>
    After,
}
