using System.Globalization;
using Npgsql;
using Plumb.Catalog;
using Plumb.Environments;
using Plumb.Shadow;

namespace Plumb.Sources;

/// <summary>What a shadow takes over from a database, so that what a chain makes on it can be compared with what is there.</summary>
public sealed record ShadowSetting
{
    /// <summary>The environment's name.</summary>
    public string Environment { get; init; } = "local";

    /// <summary>The major version of the server; null for the newest that is found.</summary>
    public int? MajorVersion { get; init; }

    /// <summary>The role that runs migrations there; null when unknown.</summary>
    public string? Role { get; init; }

    /// <summary>The roles of the cluster.</summary>
    public IReadOnlyList<ClusterRole> Roles { get; init; } = [];

    /// <summary>The setting of a database.</summary>
    public static async Task<ShadowSetting> OfAsync(NpgsqlConnection connection, string environment, CancellationToken cancellationToken)
    {
        var identity = await ServerIdentity.AskAsync(connection, cancellationToken).ConfigureAwait(false);
        return new ShadowSetting
        {
            Environment = environment,
            MajorVersion = connection.PostgreSqlVersion.Major,
            Role = identity.Role,
            Roles = await ClusterRole.ReadAsync(connection, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>What a snapshot lets one guess: most objects belong to the role that ran the migrations.</summary>
    public static ShadowSetting Of(Snapshot snapshot)
    {
        var owners = snapshot.Facts.Where(static f => ReferenceEquals(f.Id.Kind, FactKinds.Owner)).Select(static f => f.Payload["role"]?.Text).OfType<string>().ToList();
        var grantees = snapshot.Facts.Where(static f => ReferenceEquals(f.Id.Kind, FactKinds.Grant)).Select(static f => f.Id.Name);
        var names = owners.Concat(grantees).Where(static n => n is not ("PUBLIC" or "public" or "") && !n.StartsWith("pg_", StringComparison.Ordinal));
        return new ShadowSetting
        {
            MajorVersion = int.TryParse(snapshot.ServerVersion.Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : null,
            Role = owners.CountBy(static o => o).OrderByDescending(static o => o.Value).ThenBy(static o => o.Key, StringComparer.Ordinal).Select(static o => o.Key).FirstOrDefault(static o => !o.StartsWith("pg_", StringComparison.Ordinal)),
            Roles = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(ClusterRole.Named)],
        };
    }

    /// <summary>The shadow to ask for.</summary>
    public ShadowRequest ToRequest(EmbeddedServerOptions server, IProgress<string>? activity) => new(server with { MajorVersion = MajorVersion, AcceptsOtherMajor = true })
    {
        Environment = Environment,
        Role = Role,
        Roles = Roles,
        Activity = activity,
    };
}
