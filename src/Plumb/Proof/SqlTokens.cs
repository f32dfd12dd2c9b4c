using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>Compares texts of SQL token by token: white space and comments do not count, in function bodies neither.</summary>
internal static class SqlTokens
{
    /// <summary>Whether both texts consist of the same tokens.</summary>
    public static bool AreEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var a = new SqlLexer(left);
        var b = new SqlLexer(right);
        while (true)
        {
            if (a.ReadCode() != b.ReadCode())
            {
                return false;
            }

            if (a.Kind == SqlTokenKind.End)
            {
                return true;
            }

            if (!a.Token.SequenceEqual(b.Token) && !(a.Kind == SqlTokenKind.DollarString && AreEqual(BodyOf(a.Token), BodyOf(b.Token))))
            {
                return false;
            }
        }
    }

    private static ReadOnlySpan<char> BodyOf(ReadOnlySpan<char> dollarString)
    {
        var tag = dollarString[1..].IndexOf('$') + 2;
        return dollarString[tag..^tag];
    }
}
