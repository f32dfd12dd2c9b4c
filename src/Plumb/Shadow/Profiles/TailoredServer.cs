using Plumb.Findings;
using Plumb.Shadow.Installations;
using Plumb.Shadow.Servers;

namespace Plumb.Shadow.Profiles;

/// <summary>
/// A server with a profile's stand-ins: its own copy of the program and of the extensions' control files, and links to everything else.
/// The system's server stays as it is.
/// </summary>
/// <param name="Installation">The server to start.</param>
/// <param name="StandIns">The stand-ins that it offers, because the real extension is not installed.</param>
internal sealed record TailoredServer(PostgresInstallation Installation, IReadOnlyList<string> StandIns)
{
    private const string StandInList = "stand-ins";

    /// <summary>Makes the copy, or returns the one that is there; the server itself when the profile needs none.</summary>
    public static async Task<TailoredServer> OfAsync(
        PostgresInstallation original, Profile profile, ShadowFolders folders, CancellationToken cancellationToken)
    {
        if (profile.StandIns.Count == 0)
        {
            return new TailoredServer(original, []);
        }

        var layout = await InstallationLayout.OfAsync(original, cancellationToken).ConfigureAwait(false)
            ?? throw new DatabaseException(ShadowFindings.LayoutUnknown(original));
        var root = Path.Combine(folders.Programs, $"{profile.Name}-{original.Major}-{Key(original, layout, profile)}");
        if (!Directory.Exists(root))
        {
            await BuildAsync(layout, profile, folders, root, cancellationToken).ConfigureAwait(false);
        }

        var lines = await File.ReadAllLinesAsync(Path.Combine(root, StandInList), cancellationToken).ConfigureAwait(false);
        return new TailoredServer(original with { BinFolder = Path.Combine(root, lines[0]) }, lines[1..]);
    }

    /// <summary>An extension that is installed or removed later changes the time of its folder, and so makes another copy.</summary>
    private static string Key(PostgresInstallation original, InstallationLayout layout, Profile profile)
    {
        var extensions = FormattableString.Invariant($"{layout.Extensions}|{Directory.GetLastWriteTimeUtc(layout.Extensions).Ticks}");
        var parts = profile.StandIns.Select(standIn => standIn.Control + standIn.Script)
            .Concat(profile.Trusted).Prepend(extensions).Prepend(original.Fingerprint);
        return ShortHash.Of(string.Join('\0', parts));
    }

    private static async Task BuildAsync(
        InstallationLayout layout, Profile profile, ShadowFolders folders, string root, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(folders.Programs, "." + Path.GetRandomFileName());
        try
        {
            Place(layout, temporary);
            var standIns = PlaceExtensions(layout, profile, temporary);
            string[] lines = [Path.GetRelativePath(layout.Root, layout.Bin), .. standIns];
            await File.WriteAllLinesAsync(Path.Combine(temporary, StandInList), lines, cancellationToken).ConfigureAwait(false);
            var chmod = new ServerAccount(SwitchTo: null).Start("chmod", "-R", "a+rX", temporary);
            await ExternalProgram.RunAsync(chmod, "", cancellationToken).ConfigureAwait(false);
            Directory.Move(temporary, root);
        }
        catch (IOException) when (Directory.Exists(root))
        {
            // Another process was faster; both copies are the same.
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>A link to the program would lead it back to its original place, so the programs that must find the stand-ins are copied.</summary>
    private static void Place(InstallationLayout layout, string root)
    {
        var bin = Below(root, layout, layout.Bin);
        Directory.CreateDirectory(bin);
        foreach (var program in Directory.EnumerateFiles(layout.Bin))
        {
            var name = Path.GetFileName(program);
            if (name is "postgres" or "initdb")
            {
                File.Copy(program, Path.Combine(bin, name));
            }
            else
            {
                File.CreateSymbolicLink(Path.Combine(bin, name), program);
            }
        }

        LinkFolder(Path.Combine(Path.GetDirectoryName(layout.Bin)!, "lib"), layout, root);
        LinkFolder(layout.Library, layout, root);
        var share = Below(root, layout, layout.Share);
        Directory.CreateDirectory(share);
        foreach (var entry in Directory.EnumerateFileSystemEntries(layout.Share).Where(entry => Path.GetFileName(entry) is not "extension"))
        {
            File.CreateSymbolicLink(Path.Combine(share, Path.GetFileName(entry)), entry);
        }
    }

    private static void LinkFolder(string folder, InstallationLayout layout, string root)
    {
        var target = Below(root, layout, folder);
        if (Directory.Exists(folder) && !Directory.Exists(target))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Directory.CreateSymbolicLink(target, folder);
        }
    }

    private static List<string> PlaceExtensions(InstallationLayout layout, Profile profile, string root)
    {
        var folder = Path.Combine(Below(root, layout, layout.Share), "extension");
        Directory.CreateDirectory(folder);
        var offered = profile.StandIns
            .Where(standIn => standIn.ReachesOut || !File.Exists(Path.Combine(layout.Extensions, standIn.Name + ".control"))).ToList();
        foreach (var standIn in offered)
        {
            File.WriteAllText(Path.Combine(folder, standIn.Name + ".control"), standIn.Control);
            File.WriteAllText(Path.Combine(folder, standIn.ScriptName), standIn.Script);
        }

        foreach (var file in Directory.EnumerateFiles(layout.Extensions).Where(file => !Belongs(file, offered)))
        {
            var target = Path.Combine(folder, Path.GetFileName(file));
            if (Path.GetExtension(file) is ".control" && profile.Trusted.Contains(Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal))
            {
                // The last line of a control file wins.
                File.WriteAllText(target, File.ReadAllText(file) + "\ntrusted = true\n");
            }
            else
            {
                File.CreateSymbolicLink(target, file);
            }
        }

        return offered.ConvertAll(standIn => standIn.Name);
    }

    private static bool Belongs(string file, List<StandIn> standIns)
    {
        var name = Path.GetFileName(file);
        return standIns.Exists(standIn =>
            name.Equals(standIn.Name + ".control", StringComparison.Ordinal) || name.StartsWith(standIn.Name + "--", StringComparison.Ordinal));
    }

    private static string Below(string root, InstallationLayout layout, string folder) =>
        Path.GetFullPath(Path.GetRelativePath(layout.Root, folder), root);
}
