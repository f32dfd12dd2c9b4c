using System.CommandLine;
using System.Text;
using Plumb.Findings;
using Plumb.Proof;
using Plumb.Reporting;
using Plumb.Watching;

namespace Plumb.Cli.Rendering;

/// <summary>Where the reports of <c>plumb watch</c> go, one after the other: as text, or as one line of JSON each.</summary>
internal sealed class WatchOutput(ParseResult parsed) : IWatchObserver, IDisposable
{
    private readonly Lock turn = new();
    private readonly bool isJson = parsed.GetValue(GlobalOptions.Format) == "json";
    private readonly bool isQuiet = parsed.GetValue(GlobalOptions.Quiet);
    private readonly LiveLine live = new(Console.Error);
    private readonly Stream stream = Console.OpenStandardOutput();
    private TextReport? text;
    private TextWriter? writer;
    private bool wroteHeader;

    // What only advises is said once, and not on every save.
    private readonly HashSet<(string? Migration, string Message)> told = [];

    /// <summary>After how many saves everything was shown.</summary>
    public int Proven { get; private set; }

    /// <summary>After how many something was not.</summary>
    public int Refuted { get; private set; }

    /// <summary>Says what is watched.</summary>
    public void WriteBegin(WatchedProject project)
    {
        if (!isJson && !isQuiet)
        {
            var count = project.Chain.Versioned.Count + project.Chain.Repeatable.Count;
            Writer.WriteLine($"watch   {project.Chain.Folder}{(project.Chain.Tool.Length == 0 ? "" : $" as {project.Chain.Tool} keeps it")}, {count} file{(count == 1 ? "" : "s")}; Ctrl-C ends");
            Writer.Flush();
        }
    }

    /// <inheritdoc/>
    public void Tell(WatchReport report)
    {
        lock (turn)
        {
            if (report.Stage is WatchStage.Save or WatchStage.Unread)
            {
                (Proven, Refuted) = report.Holds ? (Proven + 1, Refuted) : (Proven, Refuted + 1);
            }

            Write(Reports.OfWatch(report), report);
        }
    }

    /// <summary>Writes the last report.</summary>
    public void WriteEnd()
    {
        lock (turn)
        {
            live.End();
            Write(Reports.OfWatchEnd(Proven, Refuted), null);
        }
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
        if (!isQuiet)
        {
            live.Write(text);
        }
    }

    /// <inheritdoc/>
    public void Work(string? what)
    {
        if (what is null)
        {
            live.End();
        }
        else if (!isQuiet)
        {
            live.Begin(what);
        }
    }

    /// <inheritdoc/>
    public void Report(ProofEvent value)
    {
        if (!isQuiet)
        {
            live.Advance($"{value.Migration} ({value.Done + 1} of {value.Total})");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer?.Dispose();
        stream.Dispose();
    }

    private TextWriter Writer => writer ??= new StreamWriter(stream, new UTF8Encoding(false), 1 << 14, leaveOpen: true) { NewLine = "\n" };

    private void Write(Report report, WatchReport? watched)
    {
        if (isJson)
        {
            JsonReport.Write(report, stream, isIndented: false);
            stream.Flush();
            return;
        }

        text ??= new TextReport(Writer, new TextStyle(Terminal.UsesColor(parsed), ShowsAllRows: false) { Width = Terminal.OutputWidth });
        if (watched is null || isQuiet)
        {
            Console.Error.Write(FindingText.Render(report.Findings.Where(static f => f.Severity == Severity.Error), Terminal.ErrorWidth));
            text.WriteVerdict(report);
        }
        else
        {
            if (watched is { Stage: WatchStage.Start, Proof: not null } && !wroteHeader)
            {
                wroteHeader = true;
                text.WriteWatchHeader(watched);
            }

            text.WriteWatch(report with { Findings = [.. report.Findings.Where(f => f.Severity == Severity.Error || told.Add((watched.Migration, f.Message)))] });
        }

        Writer.Flush();
    }
}
