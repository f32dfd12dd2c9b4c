using System.CommandLine;
using System.Text;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Proof;
using Plumb.Reporting;

namespace Plumb.Cli.Rendering;

/// <summary>
/// Where a command's report goes. Text appears while the work goes on; the other formats at its end. Notes and progress go to
/// standard error.
/// </summary>
internal sealed class ReportOutput : IProgress<ExecutionEvent>, IProgress<ProofEvent>
{
    private readonly Lock turn = new();
    private readonly string format;
    private readonly bool showsAllRows;
    private readonly bool usesColor;
    private readonly bool isQuiet;
    private readonly bool isVerbose;
    private readonly LiveLine live = new(Console.Error);
    private readonly string? file;
    private StringBuilder? fileText;
    private TextWriter writer;
    private TextReport text;
    private bool wroteMigration;
    private bool isSilent;
    private bool isFileForResult;
    private int applied;
    private string? kept;
    private int unconfirmed;

    public ReportOutput(ParseResult parsed)
    {
        format = parsed.GetValue(GlobalOptions.Format) ?? "text";
        file = parsed.GetValue(GlobalOptions.Output);
        isQuiet = parsed.GetValue(GlobalOptions.Quiet);
        isVerbose = parsed.GetValue(GlobalOptions.Verbose);
        showsAllRows = parsed.CommandResult.Command.Options.Any(o => o.Name == "--all-rows" && parsed.GetValue((Option<bool>)o));
        usesColor = Terminal.UsesColor(parsed);
        (writer, text) = ToStandardOutput();
    }

    /// <summary>Makes sure that the file can be written before anything else happens.</summary>
    /// <exception cref="UsageException">It cannot; the report goes to standard output.</exception>
    public void Open()
    {
        if (file is null)
        {
            return;
        }

        OutputFile.Probe(file);
        fileText = new StringBuilder();
        (writer, text) = ToText(fileText);
    }

    /// <summary>What was done before a failure, for the verdict.</summary>
    public string Done
    {
        get
        {
            var before = $"{applied} migration{(applied == 1 ? "" : "s")} before it {(applied == 1 ? "is" : "are")} done and recorded";
            before += unconfirmed == 0 ? "" : $", if the server has kept {(unconfirmed == 1 ? "the last one" : $"the last {unconfirmed}")}: plumb status tells";
            return (kept, applied) switch
            {
                (null, 0) => "nothing was changed",
                (null, _) => before,
                (_, 0) => $"what {kept} did stays and is in the ledger, see: plumb status",
                _ => $"what {kept} did stays and is in the ledger, see: plumb status; {before}",
            };
        }
    }

    private bool IsText => format == "text" && !isQuiet;

    /// <inheritdoc/>
    public void Report(ExecutionEvent value)
    {
        lock (turn)
        {
            Handle(value);
        }
    }

    /// <inheritdoc/>
    public void Report(ProofEvent value)
    {
        if (!isQuiet)
        {
            live.GoOn($"proving {value.Migration} ({value.Done + 1} of {value.Total}), {value.Obligation}");
        }
    }

    /// <summary>Says what takes time now.</summary>
    public void Begin(string what)
    {
        if (!isQuiet)
        {
            live.Begin(what);
        }
    }

    /// <summary>What took time is over.</summary>
    public void End() => live.End();

    /// <summary>Tells something on standard error.</summary>
    public void Note(string note)
    {
        if (!isQuiet)
        {
            live.Write(note);
        }
    }

    /// <summary>Writes a text that is the whole output, such as a script, and no report after it.</summary>
    public void WriteAlone(string content)
    {
        live.End();
        writer.Write(content);
        writer.Flush();
        SaveFile();
        isSilent = true;
    }

    /// <summary>The file is for what the command makes, such as a snapshot: what went wrong is no such thing, and goes to standard output.</summary>
    public void KeepFileForResult() => isFileForResult = true;

    /// <summary>Nothing more is to be said, because another program said it.</summary>
    public void Silence() => isSilent = true;

    /// <summary>Writes what is left of the report.</summary>
    public void Finish(Report report)
    {
        lock (turn)
        {
            live.End();
            if (isSilent)
            {
                return;
            }

            if (isFileForResult)
            {
                fileText = null;
                (writer, text) = ToStandardOutput();
            }

            switch (format)
            {
                case "json":
                    WriteJson(report);
                    break;
                case "markdown":
                    new MarkdownReport(writer).Write(report);
                    break;
                case "junit":
                    new JUnitReport(writer).Write(report);
                    break;
                case "sarif":
                    SarifReport.Write(report, ProgramVersion.Text, writer);
                    break;
                default:
                    WriteText(report);
                    break;
            }

            writer.Flush();
            SaveFile();
        }
    }

    private void WriteText(Report report)
    {
        if (isQuiet)
        {
            Console.Error.Write(FindingText.Render(report.Findings.Where(static f => f.Severity == Severity.Error), Terminal.ErrorWidth));
            text.WriteVerdict(report);
        }
        else
        {
            text.WriteRest(report);
        }
    }

    private void WriteJson(Report report)
    {
        if (fileText is null)
        {
            using var output = Console.OpenStandardOutput();
            JsonReport.Write(report, output);
            return;
        }

        using var buffer = new MemoryStream();
        JsonReport.Write(report, buffer);
        fileText.Append(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private void SaveFile()
    {
        if (file is not null && fileText is not null)
        {
            OutputFile.Write(file, fileText.ToString());
        }
    }

    private (TextWriter Writer, TextReport Text) ToText(StringBuilder content)
    {
        var output = new StringWriter(content) { NewLine = "\n" };
        return (output, new TextReport(output, new TextStyle(UsesColor: false, showsAllRows)));
    }

    private (TextWriter Writer, TextReport Text) ToStandardOutput()
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 14) { AutoFlush = false, NewLine = "\n" };
        return (output, new TextReport(output, new TextStyle(usesColor, showsAllRows) { Width = Terminal.OutputWidth }));
    }

    private void Handle(ExecutionEvent value)
    {
        switch (value)
        {
            case ExecutionEvent.Connected connected when IsText:
                live.End();
                text.WriteDatabase(new ReportedDatabase(connected.Target.Environment, connected.Target.ToString(), connected.Identity));
                break;
            case ExecutionEvent.Planned planned:
                live.End();
                WritePlan(planned);
                break;
            case ExecutionEvent.Started started:
                Begin($"{(started.IsRevert ? "taking back" : "applying")} {started.Migration.Id}");
                break;
            case ExecutionEvent.Working working:
                Begin(working.What);
                break;
            case ExecutionEvent.Kept unfinished:
                kept = unfinished.Migration.Id;
                break;
            case ExecutionEvent.Unconfirmed unflushed:
                unconfirmed = unflushed.Count;
                break;
            case ExecutionEvent.Advanced advanced:
                live.Advance($"{advanced.Done} of {advanced.Total} statements");
                break;
            case ExecutionEvent.Checked checkedOne when isVerbose:
                Note($"  {checkedOne.Result.Outcome.ToString().ToUpperInvariant()}  {checkedOne.Result.Check.Title}");
                break;
            case ExecutionEvent.Ended ended:
                WriteEnd(ended.Result);
                break;
            default:
                if (ProgressText.Of(value) is { } note)
                {
                    Note(note);
                }

                break;
        }
    }

    private void WritePlan(ExecutionEvent.Planned planned)
    {
        if (IsText)
        {
            text.WriteChain(ReportedChain.Of(planned.Chain, planned.Status));
            writer.Flush();
        }
    }

    private void WriteEnd(MigrationResult result)
    {
        live.End();
        applied += result.Succeeded ? 1 : 0;
        kept = null;
        if (IsText)
        {
            if (!wroteMigration)
            {
                writer.WriteLine();
            }

            wroteMigration = true;
            text.WriteMigration(result);
            if (!Console.IsOutputRedirected || result.Duration > TimeSpan.FromMilliseconds(200))
            {
                writer.Flush();
            }
        }
    }
}
