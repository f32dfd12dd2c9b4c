using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>A title with its headers and statements, as they stand in the file.</summary>
/// <param name="Title">The title.</param>
/// <param name="Headers">The headers below it.</param>
/// <param name="Statements">The statements up to the next title.</param>
internal sealed record CheckBlock(Header Title, IReadOnlyList<Header> Headers, IReadOnlyList<Statement> Statements)
{
    /// <summary>The headers with this word.</summary>
    public IEnumerable<Header> Of(HeaderWord word) => Headers.Where(header => header.Word == word);
}
