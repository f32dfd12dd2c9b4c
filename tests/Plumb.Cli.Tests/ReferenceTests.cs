using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Plumb.Findings;

namespace Plumb.Cli.Tests;

/// <summary>The references in <c>docs/</c> say what the program says.</summary>
public sealed partial class ReferenceTests(PlumbProgram plumb)
{
    [Fact]
    public async Task The_reference_of_commands_is_every_help_text()
    {
        var text = new StringBuilder();
        text.Append("# Commands\n\nWhat `plumb <command> --help` prints. This file is rendered from the program by a test.\n");
        await AppendHelpAsync(text, []);
        foreach (var command in CommandLine.CreateRoot().Subcommands)
        {
            await AppendHelpAsync(text, [command.Name]);
        }

        text.Append(
            """

            ## Exit codes

            | code | meaning |
            |---:|---|

            """);
        foreach (var code in Enum.GetValues<ExitCode>())
        {
            text.Append(null, $"| {(int)code} | {Summary($"F:Plumb.Findings.ExitCode.{code}")} |\n");
        }

        Golden.Compare("cli.md", text.ToString());
    }

    [Fact]
    public void The_reference_of_findings_is_every_code_with_its_meaning()
    {
        var codes = typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static field => (Code: (FindingCode)field.GetValue(null)!, Meaning: Summary($"F:Plumb.Findings.FindingCodes.{field.Name}")))
            .OrderBy(static c => c.Code.Code, StringComparer.Ordinal)
            .ToList();
        Assert.All(codes, static c => Assert.NotEmpty(c.Meaning));

        var text = new StringBuilder();
        text.Append(
            """
            # Findings

            A finding keeps its code for ever; a code that is no longer used is not used again. `--format json` gives code and slug. This
            file is rendered from the program by a test.

            """);
        foreach (var (title, first, last) in Areas)
        {
            text.Append(null, $"\n## {title}\n\n| code | slug | meaning |\n|---|---|---|\n");
            foreach (var (code, meaning) in codes.Where(c => Number(c.Code) >= first && Number(c.Code) <= last))
            {
                var more = code.Page is { } page ? $" [More]({page})" : "";
                text.Append(null, $"| {code.Code} | `{code.Slug}` | {meaning}{more} |\n");
            }
        }

        Assert.All(codes.Where(static c => c.Code.Page is not null), static c => Assert.NotEmpty(Golden.Read($"docs/{c.Code.Page}")));
        Assert.All(codes, static c => Assert.Contains(Areas, a => Number(c.Code) >= a.First && Number(c.Code) <= a.Last));
        Golden.Compare("findings.md", text.ToString());
    }

    [Fact]
    public void The_contract_of_json_reports_names_every_field_that_is_written()
    {
        var contract = Golden.Read("docs/json.md");
        var fields = FieldWritten().Matches(string.Concat(JsonFiles.Select(static f => Golden.Read($"src/Plumb/Reporting/{f}.cs")))).Select(static m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(fields.Count > 40, $"only {fields.Count} fields were found");
        Assert.All(fields, field => Assert.Matches($@"[`.]{field}`", contract));
    }

    private static readonly string[] JsonFiles = ["JsonReport", "JsonReport.Presence", "JsonReport.Access", "JsonReport.Proof"];

    [GeneratedRegex(@"(?:\.Write\w+\(|WriteArray\(\w+, )""(\w+)""")]
    private static partial Regex FieldWritten();

    private static readonly (string Title, int First, int Last)[] Areas =
    [
        ("Usage, configuration and connections", 0, 99),
        ("SQL text", 100, 119),
        ("The chain of migrations", 120, 159),
        ("Check scripts", 160, 199),
        ("What happens while a migration runs", 200, 299),
        ("The ledger", 300, 399),
        ("Embedded servers", 400, 499),
        ("Catalog and snapshots", 500, 529),
        ("Comparing and drift", 550, 579),
        ("Proofs", 700, 739),
    ];

    private static readonly XDocument Documentation = XDocument.Load(Path.ChangeExtension(typeof(Finding).Assembly.Location, ".xml"));

    private static int Number(FindingCode code) => int.Parse(code.Code.AsSpan(2), null);

    private static string Summary(string member)
    {
        var summary = Documentation.Descendants("member").Single(m => m.Attribute("name")?.Value == member).Element("summary")!;
        var text = string.Concat(summary.Nodes().Select(static node => node is XElement { Name.LocalName: "c" } code ? $"`{code.Value}`" : node is XText plain ? plain.Value : ""));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task AppendHelpAsync(StringBuilder text, string[] command)
    {
        var help = await plumb.RunAsync(Path.GetTempPath(), [.. command, "--help"]);
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.All(help.Output.Split('\n'), static line => Assert.True(line.Length <= 100, line));
        text.Append(null, $"\n## {string.Join(' ', command.Prepend("plumb"))}\n\n```\n{help.Output}```\n");
    }
}
