namespace Plumb.Sql;

/// <summary>What a token of <see cref="SqlLexer"/> is.</summary>
internal enum SqlTokenKind : byte
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A key word or an identifier without quotes.</summary>
    Word,

    /// <summary><c>"…"</c> or <c>U&amp;"…"</c>.</summary>
    QuotedIdentifier,

    /// <summary>A string or bit string in single quotes, with its prefix.</summary>
    String,

    /// <summary><c>$$…$$</c> or <c>$tag$…$tag$</c>.</summary>
    DollarString,

    /// <summary>A number, together with anything that is glued to it.</summary>
    Number,

    /// <summary><c>$1</c>.</summary>
    Parameter,

    /// <summary>A psql variable, <c>:name</c> or <c>:{?name}</c>; quoted ones are a colon and a string or identifier.</summary>
    Variable,

    /// <summary>A run of operator characters.</summary>
    Operator,

    /// <summary>Any other character, <c>::</c>, <c>:=</c> or <c>..</c>.</summary>
    Symbol,

    /// <summary><c>;</c>.</summary>
    Semicolon,

    /// <summary><c>(</c>.</summary>
    OpenParenthesis,

    /// <summary><c>)</c>.</summary>
    CloseParenthesis,

    /// <summary><c>-- …</c>, without its line ending.</summary>
    LineComment,

    /// <summary><c>/* … */</c>, which nest.</summary>
    BlockComment,

    /// <summary>A backslash outside quotes: a psql meta-command starts.</summary>
    Backslash,
}
