using System.Globalization;

namespace Plumb.Bench.Processes;

/// <summary>Processor time, which says what a program costs also on a machine that does other work.</summary>
internal static class ProcessorTime
{
    /// <summary>What Linux calls USER_HZ: the unit of times in <c>/proc</c>.</summary>
    private const double TicksPerSecond = 100;

    // Counted after the name of the program, which may contain spaces.
    private const int UserTimeOfEnded = 13;
    private const int SystemTimeOfEnded = 14;

    /// <summary>The time of all processes that <paramref name="process"/> started and that have ended; null where there is no <c>/proc</c>.</summary>
    public static TimeSpan? OfEndedChildren(int process)
    {
        var file = $"/proc/{process}/stat";
        if (!File.Exists(file))
        {
            return null;
        }

        var text = File.ReadAllText(file);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Ticks(fields[UserTimeOfEnded]) + Ticks(fields[SystemTimeOfEnded])) / TicksPerSecond);
    }

    /// <summary>How many processes <paramref name="process"/> has started and that have not ended; 0 where there is no <c>/proc</c>.</summary>
    public static int CountChildren(int process)
    {
        var file = $"/proc/{process}/task/{process}/children";
        return File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length : 0;
    }

    private static long Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
