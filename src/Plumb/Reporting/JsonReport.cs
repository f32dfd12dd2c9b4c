using System.Text.Json;
using Plumb.Checks;
using Plumb.Drift;
using Plumb.Execution;
using Plumb.Findings;
using Plumb.Proof;
using Plumb.Proof.Sizes;
using Plumb.Reporting.Differences;
using Plumb.Sql;

namespace Plumb.Reporting;

/// <summary>
/// Writes a report as one JSON object, the contract with other programs. Its <c>format</c> grows by one when a field changes its
/// meaning or goes; new fields may come at any time. Durations are milliseconds, times are ISO 8601 in UTC.
/// </summary>
public static partial class JsonReport
{
    /// <summary>The version of the contract.</summary>
    public const int Format = 1;

    /// <summary>Writes <paramref name="report"/> as UTF-8, ending in a line feed: indented, or on one line where one report follows the other.</summary>
    public static void Write(Report report, Stream output, bool isIndented = true)
    {
        using (var json = new Utf8JsonWriter(output, KeptFile.Options with { Indented = isIndented }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("command", report.Command);
            json.WriteString("verdict", report.Verdict.Word);
            json.WriteString("summary", report.Verdict.Text);
            json.WriteNumber("exitCode", (int)report.ExitCode);
            WriteArray(json, "databases", report.Databases, WriteDatabase);
            WriteChain(json, report.Chain);
            WriteArray(json, "migrations", report.Migrations, WriteMigration);
            WriteStatus(json, report);
            WriteArray(json, "checks", report.Checks.SelectMany(static g => g.Checks.Results.Select(r => (g.Migration?.Id, r))), WriteCheck);
            WriteParts(json, report);
            WriteArray(json, "standIns", report.StandIns, static (j, name) => j.WriteStringValue(name));
            WriteArray(json, "findings", report.Findings, WriteFinding);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteChain(Utf8JsonWriter json, ReportedChain? reported)
    {
        if (reported is { } chain)
        {
            json.WriteStartObject("chain");
            json.WriteString("folder", chain.Folder);
            json.WriteString("tool", chain.Tool.Length == 0 ? null : chain.Tool);
            json.WriteNumber("files", chain.Files);
            json.WriteNumber("applied", chain.Applied);
            json.WriteNumber("pending", chain.Pending);
            json.WriteEndObject();
        }
    }

    // What only some commands have.
    private static void WriteParts(Utf8JsonWriter json, Report report)
    {
        if (report.Presence.Count > 0)
        {
            WriteArray(json, "presence", report.Presence, WritePresence);
        }

        if (report.Access is { } access)
        {
            WriteAccess(json, access);
        }

        if (report.Statements is { } statements)
        {
            WriteArray(json, "statements", statements, WriteStatement);
        }

        if (report.Difference is { } difference)
        {
            DifferenceJson.Write(json, difference);
        }

        if (report.Plan is { } plan)
        {
            PlanJson.Write(json, plan);
        }

        if (report.SelfTest is { } selfTest)
        {
            WriteArray(json, "selfTest", selfTest.Planted, WritePlanted);
        }

        if (report.Watched is { } watched)
        {
            WriteWatch(json, watched);
        }

        if (report.Proof is { } proof)
        {
            WriteProof(json, proof);
        }

        if (report.Statistics is { } statistics)
        {
            json.WriteStartObject("statistics");
            StatisticsFile.WriteTo(json, statistics);
            json.WriteEndObject();
        }
    }

    private static void WritePlanted(Utf8JsonWriter json, PlantedDrift planted)
    {
        json.WriteStartObject();
        json.WriteString("planted", planted.What);
        json.WriteString("sql", planted.Sql);
        json.WriteString("fact", planted.Id.ToString());
        json.WriteBoolean("found", planted.IsFound);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteDatabase(Utf8JsonWriter json, ReportedDatabase database)
    {
        json.WriteStartObject();
        json.WriteString("environment", database.Environment);
        json.WriteString("target", database.Target);
        json.WriteString("database", database.Server.Database);
        json.WriteString("role", database.Server.Role);
        json.WriteBoolean("superuser", database.Server.IsSuperuser);
        json.WriteBoolean("pooled", database.Server.IsPooled);
        json.WriteString("serverVersion", database.Server.Version);
        json.WriteEndObject();
    }

    private static void WriteMigration(Utf8JsonWriter json, MigrationResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Migration.Id);
        json.WriteString("file", result.Migration.File);
        json.WriteString("outcome", ReportWords.Of(result.Outcome));
        json.WriteNumber("durationMs", Milliseconds(result.Duration));
        json.WriteNumber("lockTimeMs", Milliseconds(result.LockTime));
        json.WriteNumber("retries", result.Retries);
        WriteArray(json, "notices", result.Notices, static (j, notice) => j.WriteStringValue(notice));
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, Report report)
    {
        if (report.Command != "status")
        {
            return;
        }

        WriteArray(json, "status", report.Status, (j, row) =>
        {
            j.WriteStartObject();
            j.WriteString("id", row.Id);
            j.WriteStartObject("environments");
            foreach (var (database, state) in report.Databases.Zip(row.States))
            {
                j.WriteStartObject(database.Environment);
                j.WriteString("state", state is null ? "unknown" : ReportWords.Of(state.State));
                if (state?.Entry is { } entry)
                {
                    j.WriteString("at", entry.At.UtcDateTime);
                    j.WriteString("by", entry.Actor);
                    j.WriteString("commit", entry.GitCommit);
                    j.WriteString("unproven", entry.Unproven);
                }

                j.WriteEndObject();
            }

            j.WriteEndObject();
            j.WriteEndObject();
        });
    }

    private static void WriteCheck(Utf8JsonWriter json, (string? Migration, CheckResult Result) item)
    {
        var (migration, result) = item;
        json.WriteStartObject();
        json.WriteString("migration", migration);
        json.WriteString("title", result.Check.Title);
        json.WriteString("kind", result.Check.Kind == CheckKind.Check ? "check" : "test");
        json.WriteBoolean("required", result.Check.IsRequired);
        json.WriteString("result", ReportWords.Of(result));
        json.WriteString("expected", result.Expected);
        json.WriteString("found", result.Found);
        json.WriteBoolean("vacuous", result.IsVacuous);
        if (result.RowCount is { } rows)
        {
            json.WriteNumber("rows", rows);
        }

        json.WriteNumber("durationMs", Milliseconds(result.Duration));
        WriteArray(json, "evidence", result.Evidence.Rows, (j, row) =>
        {
            j.WriteStartObject();
            foreach (var (column, value) in result.Evidence.Columns.Zip(row))
            {
                j.WriteString(column, value);
            }

            j.WriteEndObject();
        });
        if (result.Check.Hint is { } hint)
        {
            json.WriteString("hint", hint);
        }

        if (result.Finding is { } finding)
        {
            json.WritePropertyName("finding");
            WriteFinding(json, finding);
        }

        json.WriteEndObject();
    }

    private static void WriteStatement(Utf8JsonWriter json, Statement statement)
    {
        var place = statement.Place;
        json.WriteStartObject();
        json.WriteString("kind", statement.Kind.ToString());
        json.WriteString("file", place.File);
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
        json.WriteString("text", statement.Text);
        if (statement.CopyData is { } rows)
        {
            json.WriteNumber("copyDataLength", statement.Source.Text[rows].Length);
        }

        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code.Code);
        json.WriteString("slug", finding.Code.Slug);
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("message", finding.Message);
        if (finding.SqlState is { } state)
        {
            json.WriteString("sqlState", state);
        }

        if (finding.Place is { } place)
        {
            json.WriteString("file", place.File);
            json.WriteNumber("line", place.Line);
            json.WriteNumber("column", place.Column);
        }

        if (finding.Related.Count > 0)
        {
            WriteArray(json, "related", finding.Related, static (j, related) =>
            {
                j.WriteStartObject();
                j.WriteString("what", related.What);
                j.WriteString("file", related.Place.File);
                j.WriteNumber("line", related.Place.Line);
                j.WriteNumber("column", related.Place.Column);
                j.WriteEndObject();
            });
        }

        WriteArray(json, "details", finding.Details, static (j, detail) => j.WriteStringValue(detail));
        json.WriteString("meaning", finding.Meaning);
        json.WriteString("help", finding.Help);
        json.WriteEndObject();
    }

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
