using System.Globalization;
using Plumb.Shadow.Servers;

namespace Plumb.Shadow;

/// <summary>What <c>.plumb/environments/NAME/server</c> says about an embedded environment: one line for each, a name and a value.</summary>
/// <param name="Project">The project's folder when it was made; a copied project does not take the data of another.</param>
/// <param name="Account">The account that the server runs under.</param>
/// <param name="Major">The major version of PostgreSQL that wrote the data.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="DataFolder">Where the data is.</param>
internal sealed record LocalRecord(string Project, string Account, int Major, string Profile, string DataFolder)
{
    /// <summary>The record in the file; null if there is none or it is not a complete one.</summary>
    public static async Task<LocalRecord?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var lines = await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false);
        var values = lines.Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        return values.TryGetValue("project", out var project) && values.TryGetValue("account", out var account)
            && values.TryGetValue("profile", out var profile) && values.TryGetValue("data", out var data)
            && int.TryParse(values.GetValueOrDefault("postgresql"), CultureInfo.InvariantCulture, out var major)
            ? new LocalRecord(project, account, major, profile, data)
            : null;
    }

    public Task WriteAsync(string file, CancellationToken cancellationToken) => File.WriteAllTextAsync(
        file,
        FormattableString.Invariant(
            $"project {Project}\naccount {Account}\npostgresql {Major}\nprofile {Profile}\ndata {DataFolder}\n"),
        cancellationToken);

    /// <summary>The data's folder for a new one: in the project, or in the account's home when it is not the user's own.</summary>
    public static string NewDataFolder(LocalFolder local, ShadowFolders folders) =>
        folders.Account.SwitchTo is null ? local.Data : Path.Combine(folders.Locals, local.Name);
}
