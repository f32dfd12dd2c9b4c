namespace Plumb.Findings;

public static partial class FindingCodes
{
    /// <summary>No PostgreSQL server was found or downloaded.</summary>
    public static readonly FindingCode ServerNotFound = new("PL400", "server-not-found");

    /// <summary>The data folder from which servers are copied could not be made.</summary>
    public static readonly FindingCode TemplateFailed = new("PL401", "server-template-failed");

    /// <summary>A server was started and did not come up.</summary>
    public static readonly FindingCode ServerStartFailed = new("PL402", "server-start-failed");

    /// <summary>A profile was named that does not exist.</summary>
    public static readonly FindingCode UnknownProfile = new("PL403", "unknown-profile");

    /// <summary>An embedded environment was made by a major version of PostgreSQL that is no longer there.</summary>
    public static readonly FindingCode LocalVersionGone = new("PL404", "local-version-gone");

    /// <summary>An embedded environment was made for another profile than the one that is asked for.</summary>
    public static readonly FindingCode LocalProfileDiffers = new("PL405", "local-profile-differs");

    /// <summary>An embedded environment cannot be deleted while another process uses it.</summary>
    public static readonly FindingCode LocalInUse = new("PL406", "local-in-use");

    /// <summary>An embedded environment belongs to another account of the operating system.</summary>
    public static readonly FindingCode LocalOwnerDiffers = new("PL407", "local-owner-differs");

    /// <summary>An extension is not installed on the server and cannot be stood in for.</summary>
    public static readonly FindingCode ExtensionMissing = new("PL408", "extension-missing");

    /// <summary>Embedded servers cannot run on this operating system.</summary>
    public static readonly FindingCode EmbeddedUnsupported = new("PL409", "embedded-server-unsupported");

    /// <summary>The folder for embedded servers cannot be used.</summary>
    public static readonly FindingCode ShadowFolderUnusable = new("PL410", "shadow-folder-unusable");
}
