using System.Diagnostics;
using System.Threading.Channels;

namespace Plumb.Watching;

/// <summary>
/// Says that files may have changed: told by the system, and by a look at the files from time to time, since some file systems tell nothing. What has
/// changed, whoever reads the files finds out.
/// </summary>
/// <param name="polls">True to look at the files only, and more often.</param>
internal sealed class FileSignals(bool polls) : IDisposable
{
    /// <summary>Editors write a file in several steps, and git many files one after the other.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestUnrest = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(2);

    private readonly Channel<long> signals = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<string, FileSystemWatcher> watchers = new(StringComparer.Ordinal);
    private Dictionary<string, (DateTime, long)> seen = new(StringComparer.Ordinal);
    private IReadOnlyList<string> folders = [];

    /// <summary>Whether the system tells nothing, so that only looking is left.</summary>
    public bool Polls { get; private set; } = polls;

    /// <summary>Why the system tells nothing; null when it does, or was not asked.</summary>
    public string? Refused { get; private set; }

    /// <summary>Gives the signal once more, for whoever could not read the files.</summary>
    public void Again() => signals.Writer.TryWrite(Stopwatch.GetTimestamp());

    /// <summary>It was said why the system tells nothing.</summary>
    public void Excuse() => Refused = null;

    /// <summary>Watches these folders from now on, and no others.</summary>
    public void Follow(IReadOnlyList<string> wanted)
    {
        folders = wanted;
        foreach (var gone in watchers.Keys.Except(wanted, StringComparer.Ordinal).ToList())
        {
            watchers.Remove(gone, out var watcher);
            watcher!.Dispose();
        }

        foreach (var folder in wanted.Where(f => !Polls && !watchers.ContainsKey(f)).ToList())
        {
            Watch(folder);
        }

        seen = Look();
    }

    /// <summary>Waits until files may have changed and the changing has come to rest; returns when the first sign of it came.</summary>
    public async Task<long> NextAsync(CancellationToken cancellationToken)
    {
        while (!await WasToldAsync(Polls ? Often : Seldom, cancellationToken).ConfigureAwait(false))
        {
            if (HasChanged())
            {
                // Nobody told: the folder is another one by now, or the file system is one that does not tell.
                Again();
                Forget();
            }
        }

        signals.Reader.TryRead(out var first);
        do
        {
            await Task.Delay(Quiet, cancellationToken).ConfigureAwait(false);
        }
        while (signals.Reader.TryRead(out _) && Stopwatch.GetElapsedTime(first) < LongestUnrest);
        return first;
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private void Forget()
    {
        foreach (var watcher in watchers.Values)
        {
            watcher.Dispose();
        }

        watchers.Clear();
    }

    private async Task<bool> WasToldAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        wait.CancelAfter(longest);
        try
        {
            return await signals.Reader.WaitToReadAsync(wait.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Watch(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Changed += (_, change) => Tell(change.Name);
            watcher.Created += (_, change) => Tell(change.Name);
            watcher.Deleted += (_, change) => Tell(change.Name);
            watcher.Renamed += (_, change) => Tell(WatchedFolders.MayCount(change.Name) ? change.Name : change.OldName);
            watcher.Error += (_, _) => Again();
            watcher.EnableRaisingEvents = true;
            watchers.Add(folder, watcher);
        }
        catch (Exception refused) when (refused is IOException or PlatformNotSupportedException or ArgumentException && Directory.Exists(folder))
        {
            (Polls, Refused) = (true, refused.Message);
            Forget();
        }
    }

    private void Tell(string? name)
    {
        if (WatchedFolders.MayCount(name))
        {
            Again();
        }
    }

    private bool HasChanged()
    {
        var now = Look();
        var same = now.Count == seen.Count && now.All(f => seen.TryGetValue(f.Key, out var old) && old == f.Value);
        seen = now;
        return !same;
    }

    private Dictionary<string, (DateTime, long)> Look()
    {
        var files = new Dictionary<string, (DateTime, long)>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            try
            {
                foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(static f => WatchedFolders.MayCount(f.Name)))
                {
                    files[file.FullName] = (file.LastWriteTimeUtc, file.Length);
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It is gone, which is a change.
            }
        }

        return files;
    }
}
