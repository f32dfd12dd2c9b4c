using System.Globalization;
using System.Xml;
using Plumb.Checks;
using Plumb.Findings;
using Plumb.Proof;

namespace Plumb.Reporting;

/// <summary>Writes a report as the XML that CI servers take for test results: a suite for each migration, a test case for each obligation or check.</summary>
/// <param name="output">Where it goes.</param>
public sealed class JUnitReport(TextWriter output)
{
    /// <summary>Writes all of it.</summary>
    public void Write(Report report)
    {
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            Write(xml, report.Command, SuitesOf(report));
        }

        output.WriteLine();
    }

    private static List<JUnitSuite> SuitesOf(Report report)
    {
        if (report.Proof is { } proof)
        {
            return [.. proof.Results.GroupBy(static r => r.Migration ?? "the whole chain", StringComparer.Ordinal).Select(g => new JUnitSuite(g.Key, [.. g.Select(r => CaseOf(proof, r))]))];
        }

        List<JUnitSuite> suites = [.. report.Checks.Select(static v => new JUnitSuite(v.Migration?.Id ?? "health of the whole database", [.. v.Checks.Results.Select(CaseOf)]))];
        var faults = report.Findings.Where(static f => f.Severity == Severity.Error).ToList();
        if (suites.Count == 0 || faults.Count > 0)
        {
            // Whatever is at fault beside the checks, or in place of them, must not look like a success.
            var fault = report.ExitCode == ExitCode.Success ? null : $"{report.Verdict.Word}: {report.Verdict.Text}";
            suites.Add(new JUnitSuite($"plumb {report.Command}", [new JUnitCase(report.Command, TimeSpan.Zero, fault is null ? JUnitOutcome.Passed : JUnitOutcome.Error, fault ?? report.Verdict.Text)
            {
                Kind = faults.Count == 0 ? null : faults[0].Code.Code,
                Text = FindingText.Render(faults),
            }]));
        }

        return suites;
    }

    private static JUnitCase CaseOf(ProofResult proof, ObligationResult result)
    {
        var outcome = proof.Fails(result) ? JUnitOutcome.Failed : result.Outcome == ProofOutcome.Shown ? JUnitOutcome.Passed : JUnitOutcome.Skipped;
        var message = outcome switch
        {
            JUnitOutcome.Failed when result.Findings.Count > 0 => result.Findings[0].Message,
            JUnitOutcome.Skipped when result.Outcome == ProofOutcome.Missing => $"nothing to show it by: {result.Evidence}",
            JUnitOutcome.Skipped when result.Outcome == ProofOutcome.Faulty => $"only advised: {(result.Findings.Count > 0 ? result.Findings[0].Message : result.Evidence)}",
            _ => result.Evidence,
        };
        return new JUnitCase(result.Obligation, result.Duration, outcome, message)
        {
            Kind = result.Findings.Count == 0 ? null : result.Findings[0].Code.Code,
            Text = FindingText.Render(result.Findings),
        };
    }

    private static JUnitCase CaseOf(CheckResult result)
    {
        var said = $"expected {result.Expected}, found {result.Found}";
        return result.Outcome switch
        {
            Outcome.Pass => new JUnitCase(result.Check.Title, result.Duration, JUnitOutcome.Passed, said),
            Outcome.Skipped => new JUnitCase(result.Check.Title, result.Duration, JUnitOutcome.Skipped, "a test, which --tests runs"),
            _ when !result.Check.IsRequired => new JUnitCase(result.Check.Title, result.Duration, JUnitOutcome.Skipped, $"optional: {said}"),
            var outcome => new JUnitCase(result.Check.Title, result.Duration, outcome == Outcome.Fail ? JUnitOutcome.Failed : JUnitOutcome.Error, said)
            {
                Kind = result.Finding?.Code.Code,
                Text = string.Join('\n', (string[])
                [
                    result.Check.Place.ToString(),
                    .. result.Evidence.Rows.Select(row => string.Join("  ", result.Evidence.Columns.Zip(row, static (c, v) => $"{c} {v ?? "NULL"}"))),
                    .. result.Finding is { } finding ? [FindingText.Render(finding)] : Array.Empty<string>(),
                ]),
            },
        };
    }

    private static void Write(XmlWriter xml, string command, IReadOnlyList<JUnitSuite> suites)
    {
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", $"plumb {command}");
        WriteCounts(xml, [.. suites.SelectMany(static s => s.Cases)], withSkipped: false);
        foreach (var suite in suites)
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Clean(suite.Name));
            WriteCounts(xml, suite.Cases, withSkipped: true);
            foreach (var one in suite.Cases)
            {
                Write(xml, suite.Name, one);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<JUnitCase> cases, bool withSkipped)
    {
        void Count(string name, int count) => xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
        Count("tests", cases.Count);
        Count("failures", cases.Count(static c => c.Outcome == JUnitOutcome.Failed));
        Count("errors", cases.Count(static c => c.Outcome == JUnitOutcome.Error));
        if (withSkipped)
        {
            Count("skipped", cases.Count(static c => c.Outcome == JUnitOutcome.Skipped));
        }

        xml.WriteAttributeString("time", Seconds(cases.Aggregate(TimeSpan.Zero, static (sum, c) => sum + c.Duration)));
    }

    private static void Write(XmlWriter xml, string suite, JUnitCase one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Clean(one.Name));
        xml.WriteAttributeString("classname", Clean(suite));
        xml.WriteAttributeString("time", Seconds(one.Duration));
        switch (one.Outcome)
        {
            case JUnitOutcome.Passed:
                xml.WriteElementString("system-out", Clean(one.Message));
                break;
            case JUnitOutcome.Skipped:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", Clean(one.Message));
                xml.WriteEndElement();
                break;
            default:
                xml.WriteStartElement(one.Outcome == JUnitOutcome.Failed ? "failure" : "error");
                xml.WriteAttributeString("message", Clean(one.Message));
                xml.WriteAttributeString("type", one.Kind ?? "check");
                xml.WriteString(Clean(one.Text));
                xml.WriteEndElement();
                break;
        }

        xml.WriteEndElement();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Rows may hold characters that XML cannot.</summary>
    private static string Clean(string text)
    {
        var isClean = true;
        for (var i = 0; i < text.Length && isClean; i++)
        {
            isClean = XmlConvert.IsXmlChar(text[i]);
        }

        return isClean ? text : string.Concat(text.EnumerateRunes().Select(static r => r.Value > char.MaxValue || XmlConvert.IsXmlChar((char)r.Value) ? r.ToString() : "\uFFFD"));
    }
}
