using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>Divides a check script into titled blocks, and makes a check of each.</summary>
internal sealed class CheckScriptReader
{
    private readonly Script script;
    private readonly List<Finding> findings = [];
    private readonly HeaderReader headerReader;
    private readonly CheckBuilder builder;

    public CheckScriptReader(Script script)
    {
        this.script = script;
        headerReader = new HeaderReader(script.Source, findings);
        builder = new CheckBuilder(script.Source, findings);
    }

    /// <summary>The whole script; statements before the first title become the check <paramref name="untitled"/>.</summary>
    public CheckScript ReadAll(string untitled)
    {
        var blocks = ReadBlocks(0);
        var untitledCount = blocks.Count == 0 ? script.Statements.Count : blocks[0].Title.Comment.NextStatement;
        var checks = new List<Check>();
        if (untitledCount > 0)
        {
            checks.Add(builder.BuildUntitled(untitled, blocks.Count == 0 ? WithoutOuterTransaction() : [.. script.Statements.Take(untitledCount)]));
        }

        checks.AddRange(blocks.Select(builder.Build));
        if (checks.Count == 0)
        {
            findings.Add(CheckFindings.EmptyScript(script.Source.Path));
        }

        return Result(checks);
    }

    /// <summary>The script from its first title on, and the statements before it, which are no check.</summary>
    public (Script Before, CheckScript Titled) SplitAtFirstTitle()
    {
        var first = FirstTitle();
        var comments = first < 0 ? script.Comments.Count : first;
        var blocks = ReadBlocks(comments);
        var statements = first < 0 ? script.Statements.Count : script.Comments[first].NextStatement;
        ReportLostExpectations(comments);
        var before = script with
        {
            Statements = [.. script.Statements.Take(statements)],
            Comments = [.. script.Comments.Take(comments)],
        };
        return (before, Result([.. blocks.Select(builder.Build)]));
    }

    // A script of Sqitch begins a transaction and rolls it back; here every check is rolled back.
    private IReadOnlyList<Statement> WithoutOuterTransaction() =>
        script.Statements is [{ Kind: StatementKind.Begin }, _, .., { Kind: StatementKind.Rollback or StatementKind.Commit }]
            ? [.. script.Statements.Skip(1).Take(script.Statements.Count - 2)]
            : script.Statements;

    private CheckScript Result(IReadOnlyList<Check> checks) => new(script.Source, checks)
    {
        Findings =
        [
            .. findings
                .OrderBy(finding => finding.Place?.File.Equals(script.Source.Path, StringComparison.Ordinal) is false)
                .ThenBy(static finding => finding.Place?.Line)
                .ThenBy(static finding => finding.Place?.Column),
        ],
    };

    private List<CheckBlock> ReadBlocks(int firstComment)
    {
        var open = new List<(Header Title, List<Header> Headers)>();
        foreach (var comment in script.Comments.Skip(firstComment))
        {
            var isAmongHeaders = open.Count > 0 && open[^1].Title.Comment.NextStatement == comment.NextStatement;
            if (headerReader.Read(comment, isAmongHeaders) is not { } header)
            {
                continue;
            }

            if (header.IsTitle)
            {
                open.Add((header, []));
            }
            else if (isAmongHeaders)
            {
                open[^1].Headers.Add(header);
            }
            else
            {
                ReportMisplaced(header, open.Count == 0 ? null : open[^1].Title.Argument);
            }
        }

        return [.. open.Select((block, index) => new CheckBlock(block.Title, block.Headers, StatementsOf(open, index)))];
    }

    private List<Statement> StatementsOf(List<(Header Title, List<Header> Headers)> blocks, int index)
    {
        var from = blocks[index].Title.Comment.NextStatement;
        var to = index + 1 < blocks.Count ? blocks[index + 1].Title.Comment.NextStatement : script.Statements.Count;
        return [.. script.Statements.Skip(from).Take(to - from)];
    }

    private void ReportMisplaced(Header header, string? title)
    {
        var place = script.Source.PlaceAt(header.Start, header.WordLength);
        findings.Add(title is null ? CheckFindings.HeaderBeforeTitle(header, place) : CheckFindings.HeaderAfterStatement(header, title, place));
    }

    private int FirstTitle()
    {
        var reader = new HeaderReader(script.Source, []);
        for (var index = 0; index < script.Comments.Count; index++)
        {
            if (reader.Read(script.Comments[index], amongHeaders: false) is { IsTitle: true })
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>
    /// Among the statements that take a migration back, comments are prose; an expectation there, though, says that a title is
    /// missing or misspelt.
    /// </summary>
    private void ReportLostExpectations(int comments)
    {
        var reader = new HeaderReader(script.Source, []);
        foreach (var comment in script.Comments.Take(comments))
        {
            if (reader.Read(comment, amongHeaders: false) is { Word: HeaderWord.Expect } header)
            {
                ReportMisplaced(header, null);
            }
        }
    }
}
