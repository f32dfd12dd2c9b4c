using System.Globalization;
using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>The texts about files that cannot be read as SQL.</summary>
internal static class FileFindings
{
    public static Finding OutsideProject(string shown, string real) =>
        Of(FindingCodes.FileOutsideProject, shown, $"{shown} lies outside the project") with
        {
            Meaning = "only files inside the project's folder are read, with symbolic links followed to where they lead",
            Details = [$"it leads to {real}"],
            Help = "copy the file into the project",
        };

    public static Finding NotFound(string shown, string? nearest) =>
        Of(FindingCodes.FileNotFound, shown, $"{shown} does not exist") with
        {
            Details = nearest is null ? [] : [$"a file named {nearest} is in that folder"],
            Meaning = "nothing was read or run",
            Help = nearest is null ? "check its spelling, case included" : $"write {nearest}",
        };

    public static Finding IsFolder(string shown) =>
        Of(FindingCodes.UnreadableFile, shown, $"{shown} is a folder") with { Meaning = "a script is one file; nothing was read or run", Help = $"name a file in it; see which there are: ls {Quote(shown)}" };

    public static Finding Unreadable(string shown, string reason) =>
        Of(FindingCodes.UnreadableFile, shown, $"{shown} cannot be read") with
        {
            Details = [reason],
            Meaning = "nothing was read or run",
            Help = $"look at its owner and rights: ls -l {Quote(shown)}",
        };

    public static Finding TooLarge(string shown, long bytes) =>
        Of(FindingCodes.FileTooLarge, shown, string.Create(CultureInfo.InvariantCulture, $"{shown} is too large: {bytes:N0} bytes")) with
        {
            Meaning = "a file of SQL is held in memory and may have at most 1,000,000,000 bytes",
            Help = $"split it between two statements, or load it with: psql -f {Quote(shown)}",
        };

    public static Finding DumpArchive(string shown) =>
        Of(FindingCodes.DumpArchive, shown, $"{shown} is a pg_dump archive and not SQL") with
        {
            Meaning = "it was made with pg_dump --format=custom",
            Help = $"pg_restore --file={Quote(shown + ".sql")} {Quote(shown)}",
        };

    public static Finding WideEncoding(string shown, string encoding) =>
        Of(FindingCodes.NotUtf8, shown, $"{shown} is {encoding} and not UTF-8") with
        {
            Meaning = "its first bytes are the byte order mark of that encoding",
            Help = Convert(shown, encoding),
        };

    public static Finding NulByte(Place place, long offset, bool looksWide) =>
        new(FindingCodes.NulByte, Severity.Error, string.Create(CultureInfo.InvariantCulture, $"{place.File} holds the NUL byte 0x00 at offset {offset}"))
        {
            Place = place,
            Meaning = looksWide
                ? "PostgreSQL takes no NUL in SQL; every second byte is NUL, which is how UTF-16 looks"
                : "PostgreSQL takes no NUL in SQL; the file is damaged, or it is not a text",
            Help = looksWide ? Convert(place.File, "UTF-16LE") : $"tr -d '\\000' < {Quote(place.File)} > {Quote(place.File + ".clean")}",
        };

    public static Finding InvalidByte(Place place, byte value, long offset) =>
        new(FindingCodes.NotUtf8, Severity.Error, string.Create(CultureInfo.InvariantCulture, $"{place.File} is not UTF-8: byte 0x{value:X2} at offset {offset}"))
        {
            Place = place,
            Meaning = "files are read as UTF-8; a text from an older editor is often Windows-1252 or Latin-1",
            Help = Convert(place.File, "WINDOWS-1252"),
        };

    private static string Convert(string shown, string encoding) =>
        $"iconv -f {encoding} -t UTF-8 {Quote(shown)} > {Quote(shown + ".utf8")} && mv {Quote(shown + ".utf8")} {Quote(shown)}";

    private static string Quote(string path) =>
        path.All(static c => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-') ? path : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static Finding Of(FindingCode code, string shown, string message) =>
        new(code, Severity.Error, message) { Place = new Place(shown, 1, 1) };
}
