using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Drift;

/// <summary>A migration without a file, made of the statements that a database keeps of it.</summary>
internal static class KeptMigration
{
    /// <summary>The migration, so that it can be replayed.</summary>
    /// <param name="id">What it is called in the chain that is replayed.</param>
    /// <param name="source">Where the statements are kept, for messages: <c>plumb.event 12</c>.</param>
    /// <param name="stem">The stem of the file that it was.</param>
    /// <param name="statements">In their order.</param>
    public static Migration Of(string id, string source, string stem, IReadOnlyList<string> statements)
    {
        var text = string.Concat(statements.Select(static s => $"{s};\n"));
        var script = SqlSplitter.Split(new SourceText(source, text));
        script = script with { Statements = [.. script.Statements.Where(static s => s.Kind != StatementKind.CopyFromStdin)] };
        var digits = string.Concat(stem.TakeWhile(char.IsAsciiDigit));
        return new Migration(id, new MigrationVersion(digits), stem[digits.Length..].TrimStart('_', '-'), MigrationKind.Repeatable, script, Checksum.Of(text));
    }
}
