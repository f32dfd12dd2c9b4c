using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>Splits SQL into statements at the places where psql would, without parsing it.</summary>
/// <remarks>
/// The rules are those of psql's lexer (<c>src/fe_utils/psqlscan.l</c>) from PostgreSQL 15 on. What differs, on purpose:
/// psql variables are never replaced; of the meta-commands only <c>\i</c> and <c>\ir</c> are followed, and <c>\restrict</c> and
/// <c>\unrestrict</c>, which pg_dump writes, are skipped; what is not closed at the end of a file is an error; the escapes of an <c>E'…'</c> also
/// hold in its continuation on the next line, as in the server. <c>standard_conforming_strings</c> is taken to be on unless the
/// file sets it with SET, and back with SET or RESET; a server or role whose default is off is not supported.
/// </remarks>
public static class SqlSplitter
{
    /// <summary>Splits <paramref name="source"/>; <c>\i</c> and <c>\ir</c> are followed inside <paramref name="projectRoot"/>.</summary>
    /// <param name="source">The text.</param>
    /// <param name="projectRoot">The project's folder, for includes; null when includes are not allowed here.</param>
    /// <returns>The statements that psql would send, in order, without empty ones.</returns>
    /// <exception cref="MigrationFileException">Something is not closed, a psql meta-command is not supported, or an include cannot be read.</exception>
    public static Script Split(SourceText source, string? projectRoot = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ScriptReader(projectRoot).Read(source);
    }
}
