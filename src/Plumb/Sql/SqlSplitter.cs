using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>Splits SQL into statements at the places where psql would, without parsing it.</summary>
public static class SqlSplitter
{
    /// <summary>Splits <paramref name="source"/>; <c>\i</c> and <c>\ir</c> are followed inside <paramref name="projectRoot"/>.</summary>
    /// <param name="source">The text.</param>
    /// <param name="projectRoot">The project's folder, for includes; null when includes are not allowed here.</param>
    /// <exception cref="MigrationFileException">Something is not closed, a psql meta-command is not supported, or an include cannot be read.</exception>
    public static Script Split(SourceText source, string? projectRoot = null) => throw new NotImplementedException();
}
