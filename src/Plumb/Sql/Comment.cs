namespace Plumb.Sql;

/// <summary>A comment in a script.</summary>
/// <param name="Start">Offset of its first character, the first dash or slash.</param>
/// <param name="Length">Characters, with its delimiters and without a line ending.</param>
/// <param name="IsBlock">True for <c>/* … */</c>, false for <c>-- …</c>.</param>
/// <param name="NextStatement">How many statements of the script start before it: the index of the statement that follows, or of the one after it when it stands inside one.</param>
/// <param name="IsInside">True when it stands between the first and the last word of a statement.</param>
public readonly record struct Comment(int Start, int Length, bool IsBlock, int NextStatement, bool IsInside);
