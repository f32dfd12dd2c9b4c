using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>
/// The last statement of a check as it is sent: as it stands, or, where <c>every row</c> is expected, wrapped so that PostgreSQL
/// evaluates the conditions beside each row.
/// </summary>
internal sealed class JudgedStatement
{
    private const string Opening = "WITH plumb_row AS (\n";
    private const string Select = "\n)\nSELECT ";
    private const string ConditionOpening = "(\n";
    private const string ConditionClosing = "\n) IS TRUE, ";
    private const string Closing = "plumb_row.* FROM plumb_row";

    private readonly Statement statement;
    private readonly IReadOnlyList<Expectation> conditions;

    private JudgedStatement(Statement statement, IReadOnlyList<Expectation> conditions)
    {
        this.statement = statement;
        this.conditions = conditions;
        var list = string.Concat(conditions.Select(static c => ConditionOpening + c.Argument + ConditionClosing));
        Text = conditions.Count == 0 ? statement.Text : Opening + statement.Text + Select + list + Closing;
    }

    /// <summary>What is sent.</summary>
    public string Text { get; }

    /// <summary>How many leading columns of the result hold the answers to conditions.</summary>
    public int ConditionCount => conditions.Count;

    /// <summary>True when it is wrapped and changes rows: it then returns exactly the rows that it changes.</summary>
    public bool ChangesRows => conditions.Count > 0 && StatementRules.ChangesRows(statement);

    /// <summary>The last statement of <paramref name="check"/>.</summary>
    public static JudgedStatement Of(Check check) =>
        new(check.Statements[^1], [.. check.Expectations.Where(static e => e.Kind == ExpectationKind.EveryRow)]);

    /// <summary>The statement, with the way from an offset back to the statement or to the expectation that stands there.</summary>
    public SentStatement AsSent() => new(Text, statement.Place, PlaceAt);

    private Place? PlaceAt(int offset)
    {
        if (conditions.Count == 0)
        {
            return statement.Source.PlaceAt(statement.Start + offset);
        }

        offset -= Opening.Length;
        if (offset < statement.Length + 1)
        {
            return statement.Source.PlaceAt(statement.Start + Math.Clamp(offset, 0, statement.Length));
        }

        offset -= statement.Length + Select.Length;
        foreach (var condition in conditions)
        {
            offset -= ConditionOpening.Length;
            if (offset < condition.Argument.Length + ConditionClosing.Length)
            {
                return PlaceIn(condition, offset);
            }

            offset -= condition.Argument.Length + ConditionClosing.Length;
        }

        return conditions[^1].Place;
    }

    /// <summary>A place in the SQL of a condition; the whole expectation where the server points behind it.</summary>
    private static Place PlaceIn(Expectation condition, int offset)
    {
        var place = condition.Place;
        return offset < 0 || offset >= condition.Argument.Length
            ? place
            : place with { Column = place.Column + condition.Text.Length - condition.Argument.Length + offset, Length = 1 };
    }
}
