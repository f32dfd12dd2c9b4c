namespace Plumb.Sql;

/// <summary>A file of SQL, split into its statements.</summary>
/// <param name="Source">The file.</param>
/// <param name="Statements">In the order in which they run; those of included files stand where the include stands.</param>
/// <param name="Comments">The comments of <paramref name="Source"/> itself (not of included files), in order.</param>
public sealed record Script(SourceText Source, IReadOnlyList<Statement> Statements, IReadOnlyList<Comment> Comments)
{
    /// <summary>The files that were read: <see cref="Source"/> first, then every included one, once each, in order of first use.</summary>
    public IReadOnlyList<SourceText> Sources { get; init; } = [Source];
}
