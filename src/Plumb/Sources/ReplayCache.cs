using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumb.Catalog;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Shadow;

namespace Plumb.Sources;

/// <summary>
/// What chains make, kept by their content: the files, the server, its roles and this build of Plumb. A chain may depend on the day
/// (<c>current_date</c> in a default), so that what was replayed counts for one day.
/// </summary>
/// <param name="request">What the shadow must be like.</param>
/// <param name="scope">What the snapshot takes in.</param>
/// <param name="clock">Tells the day.</param>
public sealed class ReplayCache(ShadowRequest request, SnapshotOptions scope, TimeProvider clock)
{
    private const string Folder = "replays";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>What <paramref name="chain"/> makes, and the stand-ins for extensions that it uses: as it was replayed today, or by a replay on a shadow.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="shownChain">What it is called in messages.</param>
    /// <param name="cancellationToken">Stops the replay and leaves nothing behind.</param>
    /// <exception cref="VerificationException">A migration failed.</exception>
    public async Task<(Snapshot Snapshot, IReadOnlyList<string> StandIns)> GetAsync(Chain chain, string shownChain, CancellationToken cancellationToken)
    {
        var (server, cache) = await EmbeddedServer.IdentifyAsync(request.Server, cancellationToken).ConfigureAwait(false);
        var folder = Path.Combine(cache, Folder);
        var file = Path.Combine(folder, $"{Key(chain, server)}.json");
        if (Read(file) is { } known)
        {
            return known;
        }

        var shadow = await ChainShadow.StartAsync(request, cancellationToken).ConfigureAwait(false);
        await using (shadow.ConfigureAwait(false))
        {
            await shadow.ReplayAsync(chain, shownChain, cancellationToken).ConfigureAwait(false);
            var snapshot = await shadow.SnapshotAsync(scope, cancellationToken).ConfigureAwait(false);
            var standIns = await shadow.UsedStandInsAsync(cancellationToken).ConfigureAwait(false);
            Write(file, snapshot, standIns);
            return (snapshot, standIns);
        }
    }

    private static string StandInsOf(string file) => Path.ChangeExtension(file, ".stand-ins");

    private static (Snapshot Snapshot, IReadOnlyList<string> StandIns)? Read(string file)
    {
        try
        {
            return File.Exists(file) ? (SnapshotFile.Read(file), File.ReadAllLines(StandInsOf(file))) : null;
        }
        catch (Exception damaged) when (damaged is UsageException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A cache that cannot be written costs time and nothing else.
    private void Write(string file, Snapshot snapshot, IReadOnlyList<string> standIns)
    {
        try
        {
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            foreach (var old in folder.EnumerateFiles().Where(f => clock.GetUtcNow().UtcDateTime - f.LastWriteTimeUtc > Kept))
            {
                old.Delete();
            }

            File.WriteAllLines(StandInsOf(file), standIns);
            SnapshotFile.Write(snapshot, file);
        }
        catch (Exception unwritable) when (unwritable is UsageException or IOException or UnauthorizedAccessException)
        {
            // The next run replays again.
        }
    }

    private string Key(Chain chain, string server)
    {
        string[] parts =
        [
            clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            typeof(ReplayCache).Module.ModuleVersionId.ToString(),
            server,
            request.Environment,
            request.Role ?? "",
            .. request.Roles.Select(static r => $"{r.CreateSql}|{string.Join('|', r.MemberOf)}"),
            $"{scope.Profile}|{string.Join('|', scope.Schemas)}||{string.Join('|', scope.ExcludedSchemas)}||{scope.IncludesRoles}",
            chain.IsSupabase.ToString(),
            .. chain.Migrations.Select(static m => $"{m.Id}|{m.Checksum}|{string.Join('|', m.Directives.Only)}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..32];
    }
}
