using Plumb.Presence;
using static System.FormattableString;

namespace Plumb.Reporting;

/// <summary>What a migration makes, in numbers.</summary>
internal static class PresenceWords
{
    /// <summary>Such as <c>14 equal, 1 lacks</c>.</summary>
    public static string Of(MigrationPresence presence)
    {
        (ObjectState State, string One, string Many)[] words =
        [
            (ObjectState.Equal, "equal", "equal"), (ObjectState.Differs, "differs", "differ"), (ObjectState.Lacks, "lacks", "lack"),
            (ObjectState.Remains, "remains", "remain"),
        ];
        var parts = words.Select(w => (w, Number: presence.Count(w.State))).Where(static p => p.Number > 0)
            .Select(static p => Invariant($"{p.Number} {(p.Number == 1 ? p.w.One : p.w.Many)}"));
        return presence.Objects.Count == 0 ? "none, only its checks tell" : string.Join(", ", parts);
    }

    /// <summary>The word of the machine-readable formats.</summary>
    public static string Of(ObjectState state) => state.ToString().ToLowerInvariant();
}
