using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof.Orders;

/// <summary>What a branch adds to a chain, and what others have added to it meanwhile, as git knows it.</summary>
/// <param name="Pending">The migrations that only the working tree has, by their file stems.</param>
/// <param name="Incoming">Those that only the other side has.</param>
public sealed record PendingMigrations(IReadOnlyList<string> Pending, IReadOnlyList<Migration> Incoming)
{
    /// <summary>Holds the working tree against a commit, such as the tip of the branch into which it will be merged.</summary>
    /// <param name="chain">The files of the working tree.</param>
    /// <param name="projectRoot">The project's folder.</param>
    /// <param name="reference">A commit, a branch or a tag.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="UsageException">There is no git, or it knows no such commit.</exception>
    public static async Task<PendingMigrations> SinceAsync(Chain chain, string projectRoot, string reference, CancellationToken cancellationToken)
    {
        var commit = await TextAsync(projectRoot, reference, ["rev-parse", "--verify", "--end-of-options", $"{reference}^{{commit}}"], cancellationToken).ConfigureAwait(false);
        var there = await FilesAsync(projectRoot, reference, commit, chain.Folder, cancellationToken).ConfigureAwait(false);
        var common = await TextAsync(projectRoot, reference, ["merge-base", "HEAD", commit], cancellationToken).ConfigureAwait(false);
        var before = await FilesAsync(projectRoot, reference, common, chain.Folder, cancellationToken).ConfigureAwait(false);
        List<string> pending = [.. chain.Versioned.Where(m => !there.Contains(m.File) && !before.Contains(m.File)).Select(static m => m.Id)];
        var own = chain.Migrations.Select(static m => m.File).ToHashSet(StringComparer.Ordinal);
        var added = there.Where(f => !own.Contains(f) && !before.Contains(f)).ToHashSet(StringComparer.Ordinal);
        return new PendingMigrations(
            pending,
            pending.Count == 0 || added.Count == 0 ? [] : await ReadAsync(projectRoot, reference, commit, chain, added, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<HashSet<string>> FilesAsync(string projectRoot, string reference, string commit, string folder, CancellationToken cancellationToken)
    {
        var list = await TextAsync(projectRoot, reference, ["ls-tree", "-r", "--name-only", "-z", commit, "--", folder], cancellationToken).ConfigureAwait(false);
        return [.. list.Split('\0', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task<IReadOnlyList<Migration>> ReadAsync(
        string projectRoot, string reference, string commit, Chain chain, HashSet<string> added, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("plumb-incoming-").FullName;
        try
        {
            await RunAsync(
                projectRoot,
                reference,
                ["archive", "--format=tar", commit, "--", ":(glob)**/*.sql"],
                async output =>
                {
                    await TarFile.ExtractToDirectoryAsync(output, folder, overwriteFiles: true, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            return [.. ChainReader.Read(folder, chain.Folder).Versioned.Where(m => added.Contains(m.File))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> TextAsync(string projectRoot, string reference, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var text = await RunAsync(
            projectRoot,
            reference,
            arguments,
            async output =>
            {
                using var reader = new StreamReader(output);
                return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return text.TrimEnd('\n');
    }

    private static async Task<T> RunAsync<T>(
        string projectRoot, string reference, IReadOnlyList<string> arguments, Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = projectRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start) ?? throw new UsageException(ProofFindings.GitFailed(reference, "git could not be started"));
            var complaint = git.StandardError.ReadToEndAsync(cancellationToken);
            var result = await read(git.StandardOutput.BaseStream).ConfigureAwait(false);
            await git.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return git.ExitCode == 0 ? result : throw new UsageException(ProofFindings.GitFailed(reference, (await complaint.ConfigureAwait(false)).Trim()));
        }
        catch (Win32Exception missing)
        {
            throw new UsageException(ProofFindings.GitFailed(reference, missing.Message));
        }
    }
}
