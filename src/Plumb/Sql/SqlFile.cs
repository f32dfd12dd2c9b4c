using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>Reads files of SQL.</summary>
public static class SqlFile
{
    private const long LargestFile = 1_000_000_000;

    /// <summary>
    /// Decodes a file as UTF-8, with or without a byte order mark.
    /// </summary>
    /// <param name="projectRoot">The project's folder; no file outside it is read, symbolic links resolved.</param>
    /// <param name="path">The file: absolute, or relative to <paramref name="projectRoot"/>.</param>
    /// <returns>The text with its line endings as they are and without the mark; at most 1,000,000,000 bytes, possibly none.</returns>
    /// <exception cref="MigrationFileException">The file lies outside the project, cannot be read, holds a NUL byte or is not UTF-8; names the byte and its place.</exception>
    public static SourceText Read(string projectRoot, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectRoot);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = ProjectFile.Locate(projectRoot, path);
        return file.Fault is null ? Read(file) : throw new MigrationFileException(file.Fault);
    }

    internal static SourceText Read(ProjectFile file) =>
        new(file.Shown, Utf8Text.Decode(ReadBytes(file), file.Shown)) { FullPath = file.FullPath };

    private static byte[] ReadBytes(ProjectFile file)
    {
        try
        {
            var length = new FileInfo(file.RealPath).Length;
            return length <= LargestFile
                ? File.ReadAllBytes(file.RealPath)
                : throw new MigrationFileException(FileFindings.TooLarge(file.Shown, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MigrationFileException(FileFindings.Unreadable(file.Shown, exception.Message));
        }
    }
}
