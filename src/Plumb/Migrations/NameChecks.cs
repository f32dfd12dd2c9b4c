using Plumb.Findings;
using Plumb.Migrations.Styles;

namespace Plumb.Migrations;

/// <summary>Judges the names of files, before anything is read.</summary>
internal static class NameChecks
{
    private static readonly Dictionary<string, string> CompanionEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".down"] = DirectiveWords.Revert,
        [".revert"] = DirectiveWords.Revert,
        [".rollback"] = DirectiveWords.Revert,
        [".undo"] = DirectiveWords.Revert,
        ["_down"] = DirectiveWords.Revert,
        ["_revert"] = DirectiveWords.Revert,
        ["_rollback"] = DirectiveWords.Revert,
        ["_undo"] = DirectiveWords.Revert,
        [".verify"] = DirectiveWords.Verify,
        ["_verify"] = DirectiveWords.Verify,
        [".require"] = DirectiveWords.Require,
        ["_require"] = DirectiveWords.Require,
    };

    /// <summary>Everything about the names of the migrations' files.</summary>
    public static IEnumerable<Finding> Check(
        MigrationFolders folders, ProjectFolders content, IReadOnlyList<MigrationFile> versioned, IReadOnlyList<MigrationFile> repeatable)
    {
        var stems = content.Versioned.Stems.ToHashSet(StringComparer.Ordinal);
        foreach (var file in content.Style == FileStyles.Plain ? versioned : [])
        {
            if (file.Version.Digits.Length == 0)
            {
                yield return ChainFindings.NoVersion(file.Path, file.Id);
            }
            else if (folders.IsSupabase && file.Id.AsSpan(file.Version.Digits.Length) is not ['_', ..])
            {
                yield return ChainFindings.UnknownToSupabase(file);
            }

            if (CompanionOf(file.Id, stems) is var (up, word))
            {
                yield return ChainFindings.CompanionAmongMigrations(file.Path, word, folders.InBase($"{word}/{up}.sql"));
            }
        }

        foreach (var file in repeatable.Where(f => stems.Contains(f.Id)))
        {
            yield return ChainFindings.DuplicateName(file.Path, content.Versioned.PathOf(file.Id));
        }

        FolderContent[] all = [content.Versioned, content.Repeatable, content.Require, content.Verify, content.Revert];
        foreach (var finding in all.SelectMany(DifferInCase))
        {
            yield return finding;
        }
    }

    // A dot before the word says it all; an underscore may be part of a name, unless the other file is there.
    private static (string Up, string Word)? CompanionOf(string stem, HashSet<string> stems)
    {
        var at = stem.AsSpan().LastIndexOfAny('.', '_');
        if (at <= 0 || !CompanionEndings.TryGetValue(stem[at..], out var word))
        {
            return null;
        }

        var up = stem[..at];
        var sibling = stems.Contains(up) ? up : stems.Contains($"{up}.up") ? $"{up}.up" : stems.Contains($"{up}_up") ? $"{up}_up" : null;
        return sibling is not null ? (sibling, word) : stem[at] == '.' ? (up, word) : null;
    }

    private static IEnumerable<Finding> DifferInCase(FolderContent folder)
    {
        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var stem in folder.Stems)
        {
            if (!first.TryAdd(stem, stem))
            {
                yield return ChainFindings.DifferInCase(folder.PathOf(stem), folder.PathOf(first[stem]));
            }
        }
    }
}
