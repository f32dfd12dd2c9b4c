using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Chooses which migrations run.</summary>
internal static class MigrationSelection
{
    /// <summary>The pending migrations that <paramref name="options"/> ask for, in order.</summary>
    /// <exception cref="UsageException">A name is unknown, or what is asked for is left out on this environment.</exception>
    public static IReadOnlyList<MigrationStatus> ForUpgrade(ChainStatus status, UpgradeOptions options, string environment)
    {
        if (options.Only.Count > 0)
        {
            var wanted = WithRequired(status, options.Only);
            ThrowIfExcluded(status.Migrations.Where(m => wanted.Contains(m.Id)), environment);
            return [.. status.Pending.Where(m => wanted.Contains(m.Id))];
        }

        if (options.To is null)
        {
            return [.. status.Pending];
        }

        var last = Find(status, options.To);
        ThrowIfExcluded([last], environment);
        var files = status.Migrations.Where(static m => m.Migration is not null).ToList();
        var reached = files.IndexOf(last);
        return reached == files.FindLastIndex(static m => m.Migration!.Kind == MigrationKind.Versioned)
            ? [.. status.Pending]
            : [.. files.Take(reached + 1).Where(static m => m.IsPending)];
    }

    /// <summary>The migrations that <paramref name="options"/> take back, the last applied one first.</summary>
    /// <exception cref="UsageException">A name is unknown or not applied.</exception>
    public static IReadOnlyList<MigrationStatus> ForDowngrade(ChainStatus status, DowngradeOptions options)
    {
        var inPlace = status.Migrations
            .Where(static m => m.State != MigrationState.Missing && (m.Entry is not null || m.State == MigrationState.Recorded))
            .OrderByDescending(static m => m.Entry?.Event ?? 0)
            .ToList();
        inPlace = [.. inPlace.Where(static m => m.Entry is not null), .. inPlace.Where(static m => m.Entry is null).Reverse()];
        var versioned = inPlace.Where(static m => m.Migration!.Kind == MigrationKind.Versioned).ToList();
        var repeatable = inPlace.Where(static m => m.Migration is { Kind: MigrationKind.Repeatable, Revert.Statements.Count: > 0 });
        IEnumerable<MigrationStatus> chosen = versioned.Take(1);
        if (options.All)
        {
            chosen = versioned;
        }
        else if (options.To is not null)
        {
            var last = Find(status, options.To);
            if (!versioned.Contains(last))
            {
                throw new UsageException(LedgerFindings.NotApplied(last.Id));
            }

            chosen = versioned.TakeWhile(m => m != last);
        }

        return chosen.Any() ? [.. repeatable, .. chosen] : [];
    }

    /// <summary>The migrations that <paramref name="names"/> mean; all that are in place when there are none.</summary>
    public static IReadOnlyList<MigrationStatus> ForVerification(ChainStatus status, IReadOnlyList<string> names) => names.Count > 0
        ? [.. names.Select(name => Find(status, name))]
        : [.. status.Migrations.Where(static m => m.Migration is not null && (m.IsInPlace || m.State is MigrationState.Unverified or MigrationState.Edited))];

    /// <summary>The migrations to adopt, in order: those named, all up to one, all, or else those that the Supabase CLI recorded.</summary>
    /// <exception cref="UsageException">A name is unknown, or what is named is left out on this environment.</exception>
    /// <exception cref="VerificationException">One of them stopped in the middle.</exception>
    public static IReadOnlyList<MigrationStatus> ForAdoption(ChainStatus status, IReadOnlyList<string> names, string? to, bool all, string environment)
    {
        var files = status.Migrations.Where(static m => m.Migration is not null).ToList();
        var wanted = names.Count > 0 ? names.Select(name => Find(status, name)).ToHashSet()
            : to is not null ? files.Take(files.IndexOf(Find(status, to)) + 1).ToHashSet()
            : files.Where(m => all || m.State == MigrationState.Recorded).ToHashSet();
        ThrowIfExcluded(names.Count > 0 ? wanted : to is null ? [] : [Find(status, to)], environment);
        if (wanted.FirstOrDefault(static m => m.State == MigrationState.Incomplete) is { Migration: { } stopped })
        {
            throw new VerificationException([LedgerFindings.IncompleteNotAdopted(stopped)]);
        }

        return [.. files.Where(m => wanted.Contains(m) && m.State is not (MigrationState.Applied or MigrationState.Excluded))];
    }

    private static void ThrowIfExcluded(IEnumerable<MigrationStatus> wanted, string environment)
    {
        if (wanted.FirstOrDefault(static m => m.State == MigrationState.Excluded) is { Migration: { } excluded })
        {
            throw new UsageException(LedgerFindings.ExcludedHere(excluded, environment));
        }
    }

    private static HashSet<string> WithRequired(ChainStatus status, IReadOnlyList<string> names)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<MigrationStatus>(names.Select(name => Find(status, name)));
        while (open.TryPop(out var next))
        {
            if (wanted.Add(next.Id))
            {
                foreach (var requirement in next.Migration?.Directives.Requires ?? [])
                {
                    open.Push(Find(status, requirement.Id));
                }
            }
        }

        return wanted;
    }

    private static MigrationStatus Find(ChainStatus status, string name)
    {
        var files = status.Migrations.Where(static m => m.Migration is not null).ToList();
        var stem = name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(name) : name;
        List<MigrationStatus> found = [.. files.Where(m => m.Id == stem)];
        if (found.Count == 0)
        {
            found = [.. files.Where(m => m.Migration!.Version.Digits == stem || m.Migration.Name == stem)];
        }

        return found switch
        {
            [var only] => only,
            [] => throw new UsageException(LedgerFindings.UnknownMigration(name, files.Select(static m => m.Id))),
            _ => throw new UsageException(LedgerFindings.AmbiguousMigration(name, found.Select(static m => m.Id))),
        };
    }
}
