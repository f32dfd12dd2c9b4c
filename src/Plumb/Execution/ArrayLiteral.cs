using System.Text;

namespace Plumb.Execution;

/// <summary>Texts as PostgreSQL writes an array of them, for a parameter that the server casts to <c>text[]</c>.</summary>
/// <remarks>A parameter of Npgsql's own array type makes a cold process prepare the converters of every type there is, and of its arrays.</remarks>
internal static class ArrayLiteral
{
    /// <summary>Such as <c>{"SELECT 1","SELECT \"a\""}</c>.</summary>
    public static string Of(IReadOnlyList<string> texts)
    {
        var literal = new StringBuilder("{", texts.Sum(static t => t.Length + 8) + 2);
        foreach (var text in texts)
        {
            literal.Append(literal.Length == 1 ? "\"" : ",\"");
            foreach (var character in text)
            {
                if (character is '"' or '\\')
                {
                    literal.Append('\\');
                }

                literal.Append(character);
            }

            literal.Append('"');
        }

        return literal.Append('}').ToString();
    }
}
