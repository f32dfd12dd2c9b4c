using Plumb.Proof;

namespace Plumb.Watching;

/// <summary>Who is told what a watch does.</summary>
public interface IWatchObserver : IProgress<ProofEvent>
{
    /// <summary>Something was shown or refuted.</summary>
    void Tell(WatchReport report);

    /// <summary>Something is to be known that is neither.</summary>
    void Note(string text);

    /// <summary>What takes time now; null when a save is waited for.</summary>
    void Work(string? what);
}
