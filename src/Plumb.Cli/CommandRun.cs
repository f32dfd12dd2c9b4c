using System.CommandLine;
using Plumb.Catalog;
using Plumb.Cli.Rendering;
using Plumb.Environments;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof;
using Plumb.Proof.Sizes;
using Plumb.Reporting;
using Plumb.Shadow;
using Plumb.Sources;

namespace Plumb.Cli;

/// <summary>One run of one command: its project, its databases and its report.</summary>
internal sealed class CommandRun
{
    private readonly ParseResult parsed;
    private readonly string command;
    private readonly Dictionary<string, ConnectionTarget> opening = new(StringComparer.Ordinal);
    private ProjectConfiguration? project;

    private CommandRun(ParseResult parsed)
    {
        this.parsed = parsed;
        command = parsed.CommandResult.Command.Name;
        Output = new ReportOutput(parsed);
    }

    /// <summary>Where the report goes.</summary>
    public ReportOutput Output { get; }

    /// <summary>What the project says of itself.</summary>
    public ProjectConfiguration Project => project ??= ReadProject([]);

    /// <summary>Runs <paramref name="work"/>; whatever stops it becomes a report with the right exit code.</summary>
    public static async Task<int> ExecuteAsync(ParseResult parsed, Func<CommandRun, CancellationToken, Task<Report>> work, CancellationToken cancellationToken)
    {
        var run = new CommandRun(parsed);
        Report report;
        try
        {
            run.Output.Open();
            report = await work(run, cancellationToken);
            report = report with { StandIns = run.StandIns };
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            report = new Report(run.command, new Verdict("interrupted", run.Output.Done), ExitCode.Interrupted);
        }
        catch (PlumbException failure)
        {
            report = Reports.OfFailure(run.command, failure, run.Output.Done);
        }

        report = report with { PathInRepository = run.project is { } known ? GitRepository.PathTo(known.Root) : [] };
        run.Output.Finish(CommandHints.In(report, run.EnvironmentOption));
        return (int)report.ExitCode;
    }

    /// <summary>What <c>--env</c> said; null for a command that has no such option.</summary>
    private string? EnvironmentOption => parsed.CommandResult.Command.Options.OfType<Option<string>>().FirstOrDefault(static o => o.Name == "--env") is { } option
        ? parsed.GetValue(option)
        : null;

    /// <summary>The value of an option.</summary>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>The value of an argument.</summary>
    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>What the project says of itself now, which it may not have said before.</summary>
    public ProjectConfiguration ReadAgain()
    {
        var told = project?.Findings.Select(static f => f.Message).ToHashSet(StringComparer.Ordinal) ?? [];
        return project = ReadProject(told);
    }

    /// <summary>The project's files.</summary>
    public Chain ReadChain() => ChainReader.Read(Project.Root, Project.Migrations, [.. Project.Environments.Keys]);

    /// <summary>The stand-ins for extensions that the database of this run uses, because its embedded server lacks the real ones.</summary>
    public IReadOnlyList<string> StandIns { get; private set; } = [];

    /// <summary>Begins to connect to a database, if it is there, while the command goes on; what fails is told when it is used.</summary>
    public void OpenAhead(string environment, CancellationToken cancellationToken)
    {
        var configured = Project.Find(environment);
        if (!configured.IsEmbedded)
        {
            var target = ConnectionTarget.Resolve(configured, Project.Variables);
            target.OpenAhead(cancellationToken);
            opening[environment] = target;
        }
    }

    /// <summary>Runs <paramref name="work"/> on a database; an embedded server is started before and stopped after.</summary>
    public async Task<T> WithDatabaseAsync<T>(string environment, Func<ConnectionTarget, Task<T>> work, CancellationToken cancellationToken)
    {
        var configured = Project.Find(environment);
        if (!configured.IsEmbedded)
        {
            return await work(opening.GetValueOrDefault(environment) ?? ConnectionTarget.Resolve(configured, Project.Variables));
        }

        ProjectFolder.Require(Project);
        Output.Begin($"starting the embedded server of {configured.Name}");
        await using var server = await EmbeddedServer.StartLocalAsync(Project.Root, configured.Name, EmbeddedOptions(), cancellationToken);
        Output.End();
        var target = ConnectionTarget.FromConnectionString(configured.Name, server.ConnectionString, "embedded");
        var result = await work(target);
        if (server.StandIns.Count > 0)
        {
            await using var connection = await target.OpenAsync(cancellationToken);
            StandIns = await EmbeddedServer.UsedStandInsAsync(connection, cancellationToken);
        }

        return result;
    }

    /// <summary>Takes the snapshots of sources, and shows what takes time.</summary>
    public SourceReader Sources(SnapshotOptions options) => new(options, new Relay<string>(Output.Begin), new Relay<string>(Output.Note), TimeProvider.System);

    /// <summary>How the project's embedded server is started.</summary>
    public EmbeddedServerOptions EmbeddedOptions() => new()
    {
        Profile = Project.Profile,
        Variables = Project.Variables,
        Progress = new Relay<string>(Output.Note),
    };

    /// <summary>How migrations run in this environment.</summary>
    public ExecutionOptions ExecutionOptions(string environment, ExecutionOptionSet options) => options.Read(parsed, Project.Find(environment).IsEmbedded) with
    {
        Observe = Project.Find(environment).IsObserved ? new SnapshotOptions { Profile = Project.Profile } : null,
    };

    /// <summary>What a proof must show, as the project says.</summary>
    public ProofOptions ProofOptions() => new()
    {
        Demands = Project.Prove.ToDictionary(static p => p.Key, static p => Enum.Parse<Demand>(p.Value, ignoreCase: true), StringComparer.Ordinal),
        Budgets = new LockBudgets(Project.Budgets),
        GroupPrefix = Project.GroupPrefix,
        Profile = Project.Profile,
        Statistics = StatisticsFile.Read(Project.Root),
    };

    /// <summary>Asks before a protected environment is changed.</summary>
    /// <exception cref="UsageException">The answer was no, or nobody can be asked.</exception>
    public void Confirm(string environment, string change) =>
        Confirmation.Ask(Project.Find(environment), change, isAnswered: Get(GlobalOptions.Yes), Help.PathOf(parsed.CommandResult.Command), Output);

    private ProjectConfiguration ReadProject(HashSet<string> told)
    {
        var read = ProjectReader.Read(ProjectFolder.Find(Get(GlobalOptions.Project)));
        foreach (var finding in read.Findings.Where(f => !told.Contains(f.Message)))
        {
            Output.Note(FindingText.Render(finding, Terminal.ErrorWidth).TrimEnd());
        }

        return read;
    }
}
