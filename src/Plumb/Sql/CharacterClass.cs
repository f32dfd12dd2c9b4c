namespace Plumb.Sql;

/// <summary>What a character means to the lexer when a token starts with it.</summary>
internal enum CharacterClass : byte
{
    Other,
    Space,
    Word,
    PrefixOfQuote,
    Digit,
    Operator,
    Minus,
    Slash,
    Quote,
    DoubleQuote,
    Dollar,
    Dot,
    Colon,
    Semicolon,
    OpenParenthesis,
    CloseParenthesis,
    Backslash,
}
