using System.Diagnostics;
using System.Globalization;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Execution;

/// <summary>A backup that was taken with <c>pg_dump</c>.</summary>
/// <param name="Path">The file, relative to the project; <c>pg_restore</c> reads it.</param>
/// <param name="Bytes">Its size.</param>
public sealed record Backup(string Path, long Bytes)
{
    private const string Folder = ".plumb/backups";

    /// <summary>Dumps the whole database in <c>pg_dump</c>'s custom format into the project's git-ignored <c>.plumb/backups</c>.</summary>
    /// <exception cref="DatabaseException"><c>pg_dump</c> is not installed, is older than the server, or failed; nothing was changed.</exception>
    public static async Task<Backup> TakeAsync(ConnectionTarget target, string projectRoot, TimeProvider clock, CancellationToken cancellationToken)
    {
        var tool = PostgresTool.Find("pg_dump", Environment.GetEnvironmentVariable) ?? throw new DatabaseException(ExecutionFindings.ToolMissing("pg_dump"));
        var folder = System.IO.Path.Combine(projectRoot, Folder);
        CreatePrivate(folder);
        var ignore = System.IO.Path.Combine(projectRoot, ".plumb", ".gitignore");
        if (!File.Exists(ignore))
        {
            await File.WriteAllTextAsync(ignore, "*\n", cancellationToken).ConfigureAwait(false);
        }

        var name = $"{target.Environment}-{clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.dump";
        var file = System.IO.Path.Combine(folder, name);
        var start = new ProcessStartInfo(tool) { UseShellExecute = false, RedirectStandardError = true, ArgumentList = { "--format=custom", "--no-password", $"--file={file}" } };
        target.AddTo(start.Environment);
        using var dump = Process.Start(start)!;
        try
        {
            var errors = await dump.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await dump.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return dump.ExitCode == 0
                ? new Backup($"{Folder}/{name}", new FileInfo(file).Length)
                : throw new DatabaseException(ExecutionFindings.BackupFailed(target.WithoutSecrets(errors.Trim())));
        }
        catch
        {
            if (!dump.HasExited)
            {
                dump.Kill();
            }

            File.Delete(file);
            throw;
        }
    }

    /// <summary>A backup holds everybody's data, so nobody else may enter its folder.</summary>
    private static void CreatePrivate(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
