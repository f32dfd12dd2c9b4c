using Npgsql;

namespace Plumb.Findings;

/// <summary>What this server cannot do, and which extensions it lacks.</summary>
internal static partial class ServerExplanations
{
    private const string Extension = "extension \"";
    private const string NotAvailable = "\" is not available";

    private static ServerExplanation NotSupported(PostgresException error)
    {
        var message = error.MessageText;
        return message.StartsWith(Extension, StringComparison.Ordinal) && message.EndsWith(NotAvailable, StringComparison.Ordinal)
            ? MissingExtension(message[Extension.Length..^NotAvailable.Length], MajorOf(error.Detail))
            : new(FindingCodes.FeatureNotSupported, "this server, in this version and with its extensions, cannot do that here");
    }

    private static ServerExplanation MissingExtension(string name, string? major) => new(
        FindingCodes.ExtensionMissing,
        "its files are not installed on the server; Plumb stands in for no extension that has types or operators of its own, for what runs on a pretence proves nothing",
        ExtensionPackages.HowToInstall(name, major ?? "<major version>"));

    /// <summary>The folder above <c>extension</c> is named after the major version where servers of several can be installed.</summary>
    private static string? MajorOf(string? detail)
    {
        const string Below = "/extension/";
        var path = detail.AsSpan();
        var end = path.LastIndexOf(Below, StringComparison.Ordinal);
        var folder = end < 0 ? default : path[..end];
        var name = folder[(folder.LastIndexOf('/') + 1)..];
        return name.IsEmpty || name.ContainsAnyExceptInRange('0', '9') ? null : name.ToString();
    }
}
