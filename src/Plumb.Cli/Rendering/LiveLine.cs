using System.Diagnostics;
using Plumb.Execution;

namespace Plumb.Cli.Rendering;

/// <summary>
/// The line that shows that something is going on: on a terminal it is redrawn in place after 300 ms, elsewhere a plain line
/// appears every ten seconds.
/// </summary>
internal sealed class LiveLine(TextWriter output)
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstShown = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PlainEvery = TimeSpan.FromSeconds(10);
    private const string Frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private readonly Lock turn = new();
    private readonly bool isTerminal = !Console.IsErrorRedirected;
    private Timer? timer;
    private string? what;
    private string detail = "";
    private long begun;
    private bool isDrawn;
    private TimeSpan lastPlain;

    /// <summary>Something begins.</summary>
    public void Begin(string text)
    {
        lock (turn)
        {
            Erase();
            (what, detail, begun, lastPlain) = (text, "", Stopwatch.GetTimestamp(), TimeSpan.Zero);
            timer ??= new Timer(_ => Tick(), null, Redraw, Redraw);
        }
    }

    /// <summary>A further part of what goes on; its time counts from the start of the whole.</summary>
    public void GoOn(string text)
    {
        lock (turn)
        {
            (what, detail) = (text, "");
        }
    }

    /// <summary>How far it is.</summary>
    public void Advance(string text)
    {
        lock (turn)
        {
            detail = $", {text}";
        }
    }

    /// <summary>It is over; the line goes.</summary>
    public void End()
    {
        lock (turn)
        {
            Erase();
            what = null;
        }
    }

    /// <summary>Writes a line that stays.</summary>
    public void Write(string line)
    {
        lock (turn)
        {
            Erase();
            output.WriteLine(line);
        }
    }

    private void Tick()
    {
        lock (turn)
        {
            var elapsed = Stopwatch.GetElapsedTime(begun);
            if (what is null || elapsed < FirstShown)
            {
                return;
            }

            if (isTerminal)
            {
                var frame = Frames[(int)(elapsed.TotalMilliseconds / Redraw.TotalMilliseconds) % Frames.Length];
                // A line that the terminal breaks could not be erased as one.
                var line = $"{frame} {what}, {Durations.Rough(elapsed)}{detail}";
                output.Write($"\r\e[2K{line.AsSpan(0, Math.Min(line.Length, Terminal.ErrorWidth - 1))}");
                isDrawn = true;
            }
            else if (elapsed - lastPlain >= PlainEvery)
            {
                output.WriteLine($"  still {what}, {Durations.Rough(elapsed)}{detail}");
                lastPlain = elapsed;
            }
        }
    }

    private void Erase()
    {
        if (isDrawn)
        {
            output.Write("\r\e[2K");
            isDrawn = false;
        }
    }
}
