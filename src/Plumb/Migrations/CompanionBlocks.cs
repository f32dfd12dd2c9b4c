using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Migrations;

/// <summary>Finds the companions in the block comments of a migration.</summary>
internal static class CompanionBlocks
{
    private static readonly Dictionary<string, CompanionBlock> None = [];

    /// <summary>The blocks by their word; what is wrong with them becomes findings.</summary>
    public static IReadOnlyDictionary<string, CompanionBlock> Read(Script up, List<Finding> findings)
    {
        Dictionary<string, CompanionBlock>? blocks = null;
        foreach (var comment in up.Comments)
        {
            if (comment.IsBlock && PlumbComment.Read(up.Source, comment, findings) is { } found)
            {
                Add(found, blocks ??= new(StringComparer.Ordinal), findings);
            }
        }

        return blocks ?? None;
    }

    private static void Add(PlumbComment found, Dictionary<string, CompanionBlock> blocks, List<Finding> findings)
    {
        var word = found.Word;
        if (!DirectiveWords.Blocks.Contains(word, StringComparer.Ordinal))
        {
            findings.Add(DirectiveFindings.UnknownBlock(found.Place, word));
        }
        else if (found.Comment.IsInside)
        {
            findings.Add(DirectiveFindings.BlockInside(found.Place, word));
        }
        else if (found.WordStart + found.WordLength >= found.End)
        {
            findings.Add(DirectiveFindings.EmptyBlock(found.Place, word));
        }
        else if (!blocks.TryAdd(word, new CompanionBlock(found.Place, Inner(found))))
        {
            findings.Add(DirectiveFindings.BlockTwice(found.Place, word, blocks[word].Place));
        }
    }

    private static SourceText Inner(PlumbComment found)
    {
        var text = string.Create(found.End, found, static (target, found) =>
        {
            var source = found.Source.Text.AsSpan(0, found.End);
            source.CopyTo(target);
            foreach (ref var character in target[..(found.WordStart + found.WordLength)])
            {
                if (character is not ('\n' or '\r'))
                {
                    character = ' ';
                }
            }
        });
        return new SourceText(found.Source.Path, text) { FullPath = found.Source.FullPath };
    }
}
