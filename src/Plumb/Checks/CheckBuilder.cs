using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>Makes checks of titled blocks, and reports what is wrong in them.</summary>
internal sealed class CheckBuilder(SourceText source, List<Finding> findings)
{
    private readonly ExpectationParser expectationParser = new(source, findings);
    private readonly IdentityParser identityParser = new(source, findings);
    private readonly Dictionary<string, Place> titles = new(StringComparer.Ordinal);

    /// <summary>The check; with a finding added where it must not run.</summary>
    public Check Build(CheckBlock block)
    {
        var title = block.Title.Argument;
        var place = source.PlaceAt(block.Title.Start, block.Title.WordLength + (title.Length == 0 ? 0 : title.Length + 1));
        CheckTitle(block, place);
        CheckStatements(block, place);
        var expectations = ReadExpectations(block, place);
        var hints = block.Of(HeaderWord.Hint).Select(static header => header.Argument).ToList();
        return new Check(title, KindOf(block), block.Statements, expectations, place)
        {
            IsRequired = !block.Of(HeaderWord.Optional).Any(),
            AfterCommit = block.Of(HeaderWord.AfterCommit).Any(),
            Since = block.Of(HeaderWord.Since).Select(static header => header.Argument).LastOrDefault(),
            Until = block.Of(HeaderWord.Until).Select(static header => header.Argument).LastOrDefault(),
            As = ReadIdentity(block),
            Hint = hints.Count == 0 ? null : string.Join('\n', hints),
        };
    }

    /// <summary>The check that untitled statements are: they must succeed.</summary>
    public Check BuildUntitled(string title, IReadOnlyList<Statement> statements)
    {
        var place = statements[0].Place;
        titles.Add(title, place);
        ReportRefused(statements);
        return new Check(title, CheckKind.Check, statements, [Succeeds(place)], place);
    }

    private static CheckKind KindOf(CheckBlock block) => block.Title.Word == HeaderWord.Test ? CheckKind.Test : CheckKind.Check;

    private static Expectation Succeeds(Place place) => new(ExpectationKind.Succeeds, "succeeds", place);

    private void CheckTitle(CheckBlock block, Place place)
    {
        var title = block.Title.Argument;
        if (title.Length == 0)
        {
            findings.Add(CheckFindings.EmptyTitle(block.Title, place));
        }
        else if (!titles.TryAdd(title, place))
        {
            findings.Add(CheckFindings.DuplicateTitle(title, place, titles[title]));
        }
    }

    private void CheckStatements(CheckBlock block, Place place)
    {
        if (block.Statements.Count == 0)
        {
            findings.Add(CheckFindings.WithoutStatement(block.Title.Argument, place));
        }

        ReportRefused(block.Statements);
    }

    private void ReportRefused(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            if (StatementRules.Refusal(statement) is { } refusal)
            {
                findings.Add(refusal);
            }
        }
    }

    private List<Expectation> ReadExpectations(CheckBlock block, Place place)
    {
        var headers = block.Of(HeaderWord.Expect).ToList();
        var expectations = new List<Expectation>();
        foreach (var header in headers)
        {
            if (expectationParser.Parse(header) is { } expectation)
            {
                expectations.Add(expectation);
            }
        }

        if (headers.Count > 0)
        {
            CheckTogether(block, expectations);
            return expectations;
        }

        if (KindOf(block) == CheckKind.Check && !HoldsMisspeltHeader(block, place))
        {
            findings.Add(CheckFindings.WithoutExpectation(block.Title.Argument, place));
        }

        return [Succeeds(place)];
    }

    /// <summary>True when a header between the title and the first statement was reported already; it may have been the expectation.</summary>
    private bool HoldsMisspeltHeader(CheckBlock block, Place title) => findings.Any(f =>
        f.Code == FindingCodes.UnknownCheckHeader
        && f.Place is { } slip
        && slip.Line > title.Line
        && (block.Statements.Count == 0 || slip.Line < block.Statements[0].Place.Line));

    private void CheckTogether(CheckBlock block, List<Expectation> expectations)
    {
        foreach (var expectation in expectations)
        {
            if (expectation.Kind == ExpectationKind.Affected && KindOf(block) == CheckKind.Check)
            {
                findings.Add(CheckFindings.AffectedInCheck(block.Title.Argument, expectation.Place));
            }
            else if (expectation.Kind == ExpectationKind.Error && expectations.Count > 1)
            {
                findings.Add(CheckFindings.ErrorAmongOthers(expectation, expectation.Place));
            }
            else if (expectation.Kind == ExpectationKind.EveryRow && block.Statements.Count > 0 && !StatementRules.ReturnsRows(block.Statements[^1]))
            {
                findings.Add(CheckFindings.EveryRowNeedsQuery(expectation.Place));
            }
        }
    }

    private Identity? ReadIdentity(CheckBlock block)
    {
        Identity? identity = null;
        var isFirst = true;
        foreach (var header in block.Of(HeaderWord.As))
        {
            if (isFirst)
            {
                identity = identityParser.Parse(header);
            }
            else
            {
                findings.Add(CheckFindings.RepeatedHeader(header, source.PlaceAt(header.Start, header.WordLength)));
            }

            isFirst = false;
        }

        return identity;
    }
}
