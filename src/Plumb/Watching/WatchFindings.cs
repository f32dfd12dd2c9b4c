using Plumb.Findings;

namespace Plumb.Watching;

/// <summary>The texts about what keeps a watch from judging.</summary>
internal static class WatchFindings
{
    public static Finding ServerLost(string why) =>
        new(FindingCodes.ShadowLost, Severity.Error, "the throwaway server was lost twice while the chain was replayed on it")
        {
            Details = [why],
            Meaning = "something in the files takes servers down, or the machine does; nothing is shown either way",
            Help = "see what it is with: plumb prove",
        };
}
