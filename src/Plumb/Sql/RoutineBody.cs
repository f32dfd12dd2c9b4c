using System.Runtime.InteropServices;

namespace Plumb.Sql;

/// <summary>
/// Counts <c>BEGIN … END</c> of SQL-standard routine bodies, in which a semicolon does not end the statement. The rule is psql's: in a
/// statement whose words start with <c>CREATE [OR REPLACE] FUNCTION</c> or <c>PROCEDURE</c>, every <c>BEGIN</c> outside
/// parentheses opens a block, <c>CASE</c> within one opens another, and <c>END</c> closes.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct RoutineBody
{
    private enum Header : byte
    {
        Start,
        Create,
        CreateOr,
        CreateOrReplace,
        Routine,
        SomethingElse,
    }

    private Header header;

    /// <summary>Open blocks.</summary>
    public int Depth { get; private set; }

    /// <summary>Offset of the outermost open <c>BEGIN</c>.</summary>
    public int Opening { get; private set; }

    /// <summary>Do words still matter to it.</summary>
    public readonly bool WantsWords => header != Header.SomethingElse;

    /// <summary>Takes the next word of the statement.</summary>
    public void Take(ReadOnlySpan<char> word, int offset, bool isInParentheses)
    {
        if (header != Header.Routine)
        {
            header = Next(word);
        }
        else if (!isInParentheses)
        {
            TakeBodyWord(word, offset);
        }
    }

    private readonly Header Next(ReadOnlySpan<char> word) => header switch
    {
        Header.Start when Is(word, "create") => Header.Create,
        Header.Create when Is(word, "or") => Header.CreateOr,
        Header.CreateOr when Is(word, "replace") => Header.CreateOrReplace,
        Header.Create or Header.CreateOrReplace when Is(word, "function") || Is(word, "procedure") => Header.Routine,
        _ => Header.SomethingElse,
    };

    private void TakeBodyWord(ReadOnlySpan<char> word, int offset)
    {
        if (Is(word, "begin"))
        {
            Opening = Depth == 0 ? offset : Opening;
            Depth++;
        }
        else if (Depth > 0 && Is(word, "case"))
        {
            Depth++;
        }
        else if (Depth > 0 && Is(word, "end"))
        {
            Depth--;
        }
    }

    private static bool Is(ReadOnlySpan<char> word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
