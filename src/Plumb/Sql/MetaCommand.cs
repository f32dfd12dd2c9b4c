using System.Buffers;

namespace Plumb.Sql;

/// <summary>A psql meta-command as it stands in a text.</summary>
/// <param name="Start">Offset of its backslash.</param>
/// <param name="Name">Its name without the backslash.</param>
/// <param name="Arguments">What follows on its line, trimmed.</param>
/// <param name="LineEnd">Offset of the line ending, or of the end of the text.</param>
internal readonly record struct MetaCommand(int Start, string Name, string Arguments, int LineEnd)
{
    private static readonly SearchValues<char> EndOfName = SearchValues.Create(" \t\r\f\v\\");

    private const string SingleCharacterNames = ".;:!?";

    /// <summary>Characters from the backslash to the end of the name.</summary>
    public int Length => Name.Length + 1;

    /// <summary>Does it include a file.</summary>
    public bool IsInclude => Name is "i" or "include" or "ir" or "include_relative";

    /// <summary>Is the included file's name relative to the file that includes it.</summary>
    public bool IsRelativeInclude => Name is "ir" or "include_relative";

    /// <summary>
    /// Is it one of the guards that pg_dump writes around a dump since 2025, against meta-commands smuggled into names.
    /// They have no effect here, because no other meta-command runs anyway.
    /// </summary>
    public bool IsGuard => Name is "restrict" or "unrestrict";

    /// <summary>Does psql send the statement before it, as if a semicolon stood there.</summary>
    public bool SendsStatement => Name is "g" or "gx" or "gset" or "gexec" or "gdesc" or "crosstabview" or "watch" or "bind" or "parse";

    /// <summary>Reads the command whose backslash is at <paramref name="start"/>.</summary>
    public static MetaCommand At(ReadOnlySpan<char> text, int start)
    {
        var length = text[start..].IndexOf('\n');
        var lineEnd = length < 0 ? text.Length : start + length;
        var line = text[(start + 1)..lineEnd];
        var nameLength = line.IndexOfAny(EndOfName);
        nameLength = nameLength < 0 ? line.Length : nameLength;
        if (nameLength == 0 && !line.IsEmpty && line[0] == '\\')
        {
            nameLength = 1;
        }
        else if (nameLength > 0 && SingleCharacterNames.Contains(line[0], StringComparison.Ordinal))
        {
            nameLength = 1;
        }

        return new MetaCommand(start, line[..nameLength].ToString(), line[nameLength..].Trim().ToString(), lineEnd);
    }
}
