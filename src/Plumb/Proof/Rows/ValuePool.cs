using System.Globalization;
using Plumb.Sql;

namespace Plumb.Proof.Rows;

/// <summary>Values that a column may take. They are guesses: the server decides.</summary>
/// <param name="Forms">For usual rows; the first ones come from what the column's checks compare with.</param>
/// <param name="Awkward">Values at the edge of what the type holds.</param>
internal sealed record ValuePool(IReadOnlyList<ValueForm> Forms, IReadOnlyList<string> Awkward)
{
    private const decimal LargestNumber = 1e18m;

    /// <summary>The pool of a column of a table.</summary>
    public static ValuePool Of(TableShape table, ColumnShape column)
    {
        var compared = table.Rules.Where(r => r.Columns.Contains(column.Number)).SelectMany(static r => Literals(r.Definition)).Distinct(StringComparer.Ordinal).ToList();
        var usual = TypedValues.Of(column);
        var isChecked = table.Rules.Any(r => r.Columns.Contains(column.Number));
        var fitting = compared.Where(l => !TypedValues.IsNumber(column) || IsNumber(l)).SelectMany(l => FormsOf(l, TypedValues.IsNumber(column)));
        return new ValuePool([.. fitting, .. isChecked ? usual.Forms.Concat(TypedValues.Words(column)) : usual.Forms], usual.Awkward);
    }

    private static bool IsNumber(string literal) => decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // What a check compares with, and of a number what lies beside it.
    private static IEnumerable<ValueForm> FormsOf(string literal, bool isNumber)
    {
        if (!isNumber || decimal.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && Math.Abs(number) > LargestNumber)
        {
            return [_ => literal];
        }

        return [n => Text(number + n), n => Text(number - n), n => Text(number + n + 1), n => Text(number - n - 1)];

        static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
    }

    private static List<string> Literals(string definition)
    {
        var found = new List<string>();
        var lexer = new SqlLexer(definition);
        while (lexer.ReadCode() != SqlTokenKind.End)
        {
            if (lexer.Kind == SqlTokenKind.Number)
            {
                found.Add(lexer.Token.ToString());
            }
            else if (lexer.Kind == SqlTokenKind.String && lexer.Token is ['\'', .. var inner, '\''])
            {
                found.Add(inner.ToString().Replace("''", "'", StringComparison.Ordinal));
            }
        }

        return found;
    }
}
