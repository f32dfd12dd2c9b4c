using System.Globalization;

namespace Plumb.Proof.Prefixes;

/// <summary>The prefixes of chains that are kept on one server. Those that were not used for the longest time go when there are too many.</summary>
/// <param name="server">The shadow.</param>
internal sealed class PrefixDatabases(ShadowServer server)
{
    private const int Most = 20;
    private const long MostBytes = 1L << 30;

    private readonly Dictionary<string, Prefix> kept = new(StringComparer.Ordinal);
    private readonly List<string> byUse = [];
    private int made;

    /// <summary>The prefix of that key; null when there is none.</summary>
    public Prefix? Find(string key) => kept.GetValueOrDefault(key);

    /// <summary>Notes that a prefix is used.</summary>
    public void Use(string key)
    {
        byUse.Remove(key);
        byUse.Add(key);
    }

    /// <summary>Keeps what <see cref="ShadowServer.Main"/> holds, to which nobody is connected.</summary>
    public async Task<Prefix> KeepAsync(string key, Moment moment, CancellationToken cancellationToken)
    {
        await DropAsync(key).ConfigureAwait(false);
        var database = string.Create(CultureInfo.InvariantCulture, $"plumb_prefix_{++made}");
        await server.CopyAsync(ShadowServer.Main, database, cancellationToken).ConfigureAwait(false);
        var prefix = new Prefix(
            database,
            moment,
            await server.ReadClusterStateAsync(cancellationToken).ConfigureAwait(false),
            await server.ReadSizeAsync(database, cancellationToken).ConfigureAwait(false));
        kept.Add(key, prefix);
        Use(key);

        // The first is that of nothing, with which everything can begin.
        while (byUse.Find(static k => k.Length > 0) is { } oldest && oldest != key && (kept.Count > Most || kept.Values.Sum(static p => p.Size) > MostBytes))
        {
            await DropAsync(oldest).ConfigureAwait(false);
        }

        return prefix;
    }

    private async Task DropAsync(string key)
    {
        if (kept.Remove(key, out var prefix))
        {
            byUse.Remove(key);
            await server.DropAsync(prefix.Database).ConfigureAwait(false);
        }
    }
}
