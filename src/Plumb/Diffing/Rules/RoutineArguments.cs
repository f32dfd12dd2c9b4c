namespace Plumb.Diffing.Rules;

/// <summary>Reads the arguments of a routine as the server lists them: <c>a integer, b text DEFAULT 'x, y'::text, OUT c date</c>.</summary>
internal static class RoutineArguments
{
    private const string Default = " DEFAULT ";

    /// <summary>Whether <c>CREATE OR REPLACE</c> accepts the change: names and types stay, and a default that is there is not taken away.</summary>
    public static bool MayReplace(string before, string after)
    {
        var (old, now) = (SqlList.Split(before).Select(Argument).ToList(), SqlList.Split(after).Select(Argument).ToList());
        return old.Count == now.Count && old.Zip(now).All(static p => p.First.Name == p.Second.Name && (!p.First.HasDefault || p.Second.HasDefault));
    }

    private static (string Name, bool HasDefault) Argument(string text) =>
        text.IndexOf(Default, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], true) : (text, false);
}
