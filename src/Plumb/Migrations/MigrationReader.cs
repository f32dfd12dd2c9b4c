using Plumb.Findings;
using Plumb.Migrations.Styles;
using Plumb.Sql;

namespace Plumb.Migrations;

/// <summary>Reads the files of one migration.</summary>
internal sealed class MigrationReader(string projectRoot, IReadOnlyList<string> environments)
{
    private readonly List<Finding> findings = [];

    /// <summary>What is wrong in the files that were read.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Reads a migration; null when its up script cannot be split.</summary>
    public Migration? Read(MigrationFile file)
    {
        var sections = file.Marks is null ? null : ReadSections(file.Path, file.Marks);
        var up = file.Marks is null ? ReadScript(file.Path) : sections?.Up is null ? null : Split(sections.Up, projectRoot);
        if (up is null)
        {
            foreach (var companion in file.Companions.Values)
            {
                ReadScript(companion);
            }

            return null;
        }

        if (up.Statements.Count == 0)
        {
            findings.Add(ChainFindings.Empty(up.Source.Path));
        }

        var directives = DirectiveReader.Read(up, DirectiveWords.Header, environments, findings);
        directives = directives with
        {
            Requires = [.. directives.Requires, .. file.Requires],
            NoTransaction = directives.NoTransaction || file.RunsOutsideTransaction || sections is { UpOutsideTransaction: true },
        };
        var blocks = CompanionBlocks.Read(up, findings);
        var revert = Companion(DirectiveWords.Revert, file, blocks) ?? Part(sections?.Down);
        var migration = new Migration(file.Id, file.Version, file.Name, file.Kind, up, Checksum.Of(up.Sources))
        {
            Directives = directives,
            Require = Companion(DirectiveWords.Require, file, blocks),
            Verify = Companion(DirectiveWords.Verify, file, blocks),
            Revert = revert,
        };
        foreach (var script in (ReadOnlySpan<Script?>)[migration.Require, migration.Verify])
        {
            CheckPlain(script);
        }

        return revert is null ? migration : migration with { RevertDirectives = RevertDirectives(revert, file, sections) };
    }

    private Directives RevertDirectives(Script revert, MigrationFile file, Sections? sections)
    {
        var written = DirectiveReader.Read(revert, DirectiveWords.RevertHeader, environments, findings);
        return written with { NoTransaction = written.NoTransaction || file.RunsOutsideTransaction || sections is { DownOutsideTransaction: true } };
    }

    private Sections? ReadSections(string path, SectionMarks marks)
    {
        try
        {
            var sections = marks.Divide(SqlFile.Read(projectRoot, path));
            if (sections.Up is null)
            {
                findings.Add(ChainFindings.NoUpPart(path, marks.Up));
            }

            return sections;
        }
        catch (MigrationFileException error)
        {
            findings.AddRange(error.Findings);
            return null;
        }
    }

    // A part without a statement says that the migration cannot be taken back.
    private Script? Part(SourceText? source) => source is not null && Split(source, projectRoot) is { Statements.Count: > 0 } script ? script : null;

    /// <summary>Reads a script that takes no directives; null when it cannot be split.</summary>
    public Script? ReadPlain(string path)
    {
        var script = ReadScript(path);
        CheckPlain(script);
        return script;
    }

    private void CheckPlain(Script? script)
    {
        if (script is not null)
        {
            DirectiveReader.Read(script, [], [], findings);
        }
    }

    private Script? Companion(string word, MigrationFile file, IReadOnlyDictionary<string, CompanionBlock> blocks)
    {
        var block = blocks.GetValueOrDefault(word);
        if (!file.Companions.TryGetValue(word, out var path))
        {
            return block is null ? null : Split(block.Inner, null);
        }

        if (block is not null)
        {
            findings.Add(DirectiveFindings.BlockTwice(block.Place, word, new Place(path, 1, 1)));
        }

        return ReadScript(path);
    }

    private Script? ReadScript(string path)
    {
        try
        {
            return Split(SqlFile.Read(projectRoot, path), projectRoot);
        }
        catch (MigrationFileException error)
        {
            findings.AddRange(error.Findings);
            return null;
        }
    }

    private Script? Split(SourceText source, string? root)
    {
        try
        {
            return SqlSplitter.Split(source, root);
        }
        catch (MigrationFileException error)
        {
            findings.AddRange(error.Findings);
            return null;
        }
    }
}
