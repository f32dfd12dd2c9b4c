using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>Reads files of SQL.</summary>
public static class SqlFile
{
    /// <summary>
    /// Decodes a file as UTF-8, with or without a byte order mark.
    /// </summary>
    /// <param name="projectRoot">The project's folder; no file outside it is read.</param>
    /// <param name="path">The file: absolute, or relative to <paramref name="projectRoot"/>.</param>
    /// <exception cref="MigrationFileException">The file lies outside the project, cannot be read, holds a NUL byte or is not UTF-8; names the byte and its place.</exception>
    public static SourceText Read(string projectRoot, string path) => throw new NotImplementedException();
}
