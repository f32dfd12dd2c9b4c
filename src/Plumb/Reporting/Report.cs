using Plumb.Diagnosis;
using Plumb.Diffing.Planning;
using Plumb.Drift;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Presence;
using Plumb.Proof;
using Plumb.Proof.Sizes;
using Plumb.Reporting.Differences;
using Plumb.Sql;
using Plumb.Watching;

namespace Plumb.Reporting;

/// <summary>What a command has to say, whatever the format.</summary>
/// <param name="Command">The command, such as <c>up</c>.</param>
/// <param name="Verdict">The last line: a word or two, and a sentence.</param>
/// <param name="ExitCode">What the process returns.</param>
public sealed record Report(string Command, Verdict Verdict, ExitCode ExitCode)
{
    /// <summary>The databases that were reached.</summary>
    public IReadOnlyList<ReportedDatabase> Databases { get; init; } = [];

    /// <summary>The chain; null when none was read.</summary>
    public ReportedChain? Chain { get; init; }

    /// <summary>What was applied or taken back.</summary>
    public IReadOnlyList<MigrationResult> Migrations { get; init; } = [];

    /// <summary>For <c>status</c>: each migration's state in each of <see cref="Databases"/>.</summary>
    public IReadOnlyList<StatusRow> Status { get; init; } = [];

    /// <summary>The decision tables, by migration.</summary>
    public IReadOnlyList<VerifiedMigration> Checks { get; init; } = [];

    /// <summary>For <c>adopt</c>: what each migration makes, held against the database.</summary>
    public IReadOnlyList<MigrationPresence> Presence { get; init; } = [];

    /// <summary>For <c>explain-access</c>: what decides, and with which result.</summary>
    public AccessAnswer? Access { get; init; }

    /// <summary>For <c>statements</c>: what a file consists of.</summary>
    public IReadOnlyList<Statement>? Statements { get; init; }

    /// <summary>For <c>diff</c>: how two schemas differ.</summary>
    public ReportedDifference? Difference { get; init; }

    /// <summary>For <c>diff --sql</c>: the DDL that turns the first schema into the second.</summary>
    public Plan? Plan { get; init; }

    /// <summary>For <c>drift --self-test</c>: what was planted and found.</summary>
    public SelfTestResult? SelfTest { get; init; }

    /// <summary>For <c>prove</c>: what was shown of each migration.</summary>
    public ProofResult? Proof { get; init; }

    /// <summary>For <c>watch</c>: what it is about.</summary>
    public WatchReport? Watched { get; init; }

    /// <summary>For <c>stats</c>: how large tables are.</summary>
    public TableStatistics? Statistics { get; init; }

    /// <summary>The stand-ins for extensions on which the result rests, because an embedded server lacks the real ones.</summary>
    public IReadOnlyList<string> StandIns { get; init; } = [];

    /// <summary>The way to the project's folder from the repository that it belongs to, in parts; empty for the repository's own folder and where there is none.</summary>
    public IReadOnlyList<string> PathInRepository { get; init; } = [];

    /// <summary>What to do next, ending in an exact command; null when nothing is left to do, or the findings say it.</summary>
    public string? Next { get; init; }

    /// <summary>What was found in files and databases.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
