using System.Runtime.CompilerServices;

namespace Plumb.Sql;

/// <summary>The character sets of PostgreSQL's lexer. Every character beyond ASCII belongs to words.</summary>
internal static class Characters
{
    private const string OperatorCharacters = "~!@#^&|`?+*%<>=";
    private const byte WordPart = 0x80;
    private const byte VariablePart = 0x40;
    private const byte ClassMask = 0x3F;

    private static readonly byte[] Table = CreateTable();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CharacterClass ClassOf(char c)
    {
        var table = Table;
        return c < table.Length ? (CharacterClass)(table[c] & ClassMask) : CharacterClass.Word;
    }

    /// <summary>May it stand in a word after the first character: letters, digits, underscore, dollar.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWordPart(char c)
    {
        var table = Table;
        return c >= table.Length || (table[c] & WordPart) != 0;
    }

    /// <summary>May it stand in a dollar tag or in the name of a psql variable: the same without the dollar.</summary>
    public static bool IsVariablePart(char c)
    {
        var table = Table;
        return c >= table.Length || (table[c] & VariablePart) != 0;
    }

    public static bool IsWordStart(char c) => ClassOf(c) is CharacterClass.Word or CharacterClass.PrefixOfQuote;

    public static bool IsDigit(char c) => char.IsAsciiDigit(c);

    public static bool IsSpace(char c) => ClassOf(c) == CharacterClass.Space;

    public static bool IsOperator(char c) =>
        ClassOf(c) is CharacterClass.Operator or CharacterClass.Minus or CharacterClass.Slash;

    private static byte[] CreateTable()
    {
        var table = new byte[128];
        for (var c = 0; c < table.Length; c++)
        {
            var flags = char.IsAsciiLetterOrDigit((char)c) || c == '_' ? WordPart | VariablePart : c == '$' ? WordPart : 0;
            table[c] = (byte)((int)Classify((char)c) | flags);
        }

        return table;
    }

    private static CharacterClass Classify(char c) => c switch
    {
        ' ' or '\t' or '\n' or '\r' or '\f' or '\v' => CharacterClass.Space,
        'b' or 'B' or 'e' or 'E' or 'n' or 'N' or 'u' or 'U' or 'x' or 'X' => CharacterClass.PrefixOfQuote,
        '_' => CharacterClass.Word,
        '-' => CharacterClass.Minus,
        '/' => CharacterClass.Slash,
        '\'' => CharacterClass.Quote,
        '"' => CharacterClass.DoubleQuote,
        '$' => CharacterClass.Dollar,
        '.' => CharacterClass.Dot,
        ':' => CharacterClass.Colon,
        ';' => CharacterClass.Semicolon,
        '(' => CharacterClass.OpenParenthesis,
        ')' => CharacterClass.CloseParenthesis,
        '\\' => CharacterClass.Backslash,
        _ when char.IsAsciiLetter(c) => CharacterClass.Word,
        _ when char.IsAsciiDigit(c) => CharacterClass.Digit,
        _ when OperatorCharacters.Contains(c, StringComparison.Ordinal) => CharacterClass.Operator,
        _ => CharacterClass.Other,
    };
}
