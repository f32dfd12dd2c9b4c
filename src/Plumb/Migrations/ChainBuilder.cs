using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>Puts the files of a project together.</summary>
internal sealed class ChainBuilder(
    string projectRoot,
    MigrationFolders folders,
    ProjectFolders content,
    IReadOnlyList<string> environments,
    List<Finding> findings)
{
    private const string AlwaysStem = "_always";

    // Below this many files, starting other threads costs more than it saves.
    private const int FewFiles = 32;

    /// <summary>The chain, with everything that is wrong in it.</summary>
    public Chain Build()
    {
        var versioned = content.Migrations.Where(static f => f.Kind == MigrationKind.Versioned).ToArray();
        MigrationFile[] repeatable =
        [
            .. content.Repeatable.Stems.Select(stem => new MigrationFile(stem, content.Repeatable.PathOf(stem), MigrationKind.Repeatable)),
            .. content.Migrations.Where(static f => f.Kind == MigrationKind.Repeatable),
        ];
        MigrationFile[] files = [.. versioned, .. repeatable];
        findings.AddRange(NameChecks.Check(folders, content, versioned, repeatable));
        var byId = ById(files);
        AttachCompanions(byId);

        var read = ReadAll([.. files.Where(static f => f.Kind == MigrationKind.Repeatable || f.Version.Digits.Length > 0)]);
        var plain = new MigrationReader(projectRoot, environments);
        var always = content.Verify.Stems.Contains(AlwaysStem, StringComparer.Ordinal)
            ? plain.ReadPlain(content.Verify.PathOf(AlwaysStem))
            : null;
        var seed = content.Seed is null ? null : plain.ReadPlain(content.Seed);
        findings.AddRange(plain.Findings);

        var requirements = new RequirementChecks(byId);
        foreach (var migration in read)
        {
            findings.AddRange(requirements.Check(migration));
        }

        var chain = new Chain(folders.Shown, Ordered(read, MigrationKind.Versioned), Ordered(read, MigrationKind.Repeatable))
        {
            Always = always,
            Seed = seed,
            Tool = content.Style.Tool,
            IsSupabase = folders.IsSupabase,
        };
        findings.AddRange(DuplicateVersions.Find(chain, content));
        return chain with { Findings = Grouped() };
    }

    private static Dictionary<string, MigrationFile> ById(IEnumerable<MigrationFile> files)
    {
        var byId = new Dictionary<string, MigrationFile>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            byId.TryAdd(file.Id, file);
        }

        return byId;
    }

    private void AttachCompanions(Dictionary<string, MigrationFile> byId)
    {
        foreach (var (word, folder) in new[]
        {
            (DirectiveWords.Require, content.Require), (DirectiveWords.Verify, content.Verify), (DirectiveWords.Revert, content.Revert),
        })
        {
            foreach (var stem in folder.Stems)
            {
                if (byId.TryGetValue(stem, out var file))
                {
                    file.Companions[word] = folder.PathOf(stem);
                }
                else if (stem is not AlwaysStem || word is not DirectiveWords.Verify)
                {
                    findings.Add(ChainFindings.Orphan(word, folder, stem, byId.Keys));
                }
            }
        }
    }

    private List<Migration> ReadAll(MigrationFile[] files)
    {
        var readers = new MigrationReader[files.Length];
        var read = new Migration?[files.Length];
        void ReadOne(int i)
        {
            readers[i] = new MigrationReader(projectRoot, environments);
            read[i] = readers[i].Read(files[i]);
        }

        if (files.Length <= FewFiles)
        {
            for (var i = 0; i < files.Length; i++)
            {
                ReadOne(i);
            }
        }
        else
        {
            Parallel.For(0, files.Length, ReadOne);
        }

        findings.AddRange(readers.SelectMany(static r => r.Findings));
        return [.. read.OfType<Migration>()];
    }

    private IReadOnlyList<Migration> Ordered(IEnumerable<Migration> read, MigrationKind kind) =>
        DependencyOrder.Sort([.. read.Where(m => m.Kind == kind)], findings);

    private IReadOnlyList<Finding> Grouped() =>
        [.. findings.OrderBy(static f => f, Comparer<Finding>.Create(static (a, b) => ComparePlaces(a.Place, b.Place)))];

    private static int ComparePlaces(Place? left, Place? right)
    {
        if (left is null || right is null)
        {
            return (left is null ? 1 : 0) - (right is null ? 1 : 0);
        }

        var order = string.CompareOrdinal(left.File, right.File);
        order = order != 0 ? order : left.Line.CompareTo(right.Line);
        return order != 0 ? order : left.Column.CompareTo(right.Column);
    }
}
