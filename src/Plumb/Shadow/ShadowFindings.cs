using System.Globalization;
using Plumb.Findings;
using Plumb.Shadow.Installations;

namespace Plumb.Shadow;

/// <summary>The texts of what can be said about embedded servers.</summary>
internal static class ShadowFindings
{
    public static Finding ServerNotFound(int? major, IReadOnlyList<string> tried) =>
        new(FindingCodes.ServerNotFound, Severity.Error, $"no PostgreSQL{Number(major)} server was found on this machine or could be downloaded")
        {
            Details = tried,
            Meaning = "Plumb starts a private server of its own to try things on, and needs PostgreSQL's programs for that",
            Help = string.Create(CultureInfo.InvariantCulture, $"""
                install one: apt install postgresql{(major is null ? "" : "-" + major.Value.ToString(CultureInfo.InvariantCulture))}, or brew install postgresql@{major ?? 17}
                or install Node.js with npm, so that Plumb can download one
                or name a bin folder: export PLUMB_POSTGRES=/usr/lib/postgresql/{major ?? 17}/bin
                """),
        };

    public static Finding LayoutUnknown(PostgresInstallation server) =>
        new(FindingCodes.ServerNotFound, Severity.Error, $"the files of the PostgreSQL server in {server.BinFolder} were not found")
        {
            Meaning = "a profile needs the folder with postgres.bki and the one with plpgsql; pg_config tells where they are, and is not there",
            Help = "install PostgreSQL's pg_config (apt install postgresql-common), or name another server: export PLUMB_POSTGRES=/path/to/bin",
        };

    public static Finding TemplateFailed(PostgresInstallation server, string profile, IReadOnlyList<string> lastLines) =>
        new(FindingCodes.TemplateFailed, Severity.Error, $"the {profile} server could not be prepared with {server.Version}")
        {
            Details = lastLines,
            Meaning = "initdb or the profile's own SQL failed; nothing was left behind",
            Help = "if the disk is full, make room and try again; otherwise try another server: export PLUMB_POSTGRES=/path/to/bin",
        };

    public static Finding ServerStartFailed(PostgresInstallation server, IReadOnlyList<string> lastLines) =>
        new(FindingCodes.ServerStartFailed, Severity.Error, $"{server.Version} ended right after it was started")
        {
            Details = lastLines.Count == 0 ? ["its log is empty"] : lastLines,
            Meaning = "the lines above are the last ones of its log",
            Help = "mend what the log says; if the data of an environment is damaged: plumb reset --env <name>",
        };

    public static Finding UnknownProfile(string name, IEnumerable<string> known)
    {
        var names = known.ToArray();
        return new(FindingCodes.UnknownProfile, Severity.Error, $"there is no profile named {name}")
        {
            Details = [$"profiles: {string.Join(", ", names)}"],
            Meaning = "a profile says what an embedded server offers before the chain runs; without one it is bare",
            Help = NearestName.Of(name, names) is { } nearest
                ? $"write profile: {nearest} in plumb.yaml"
                : "remove the line profile: from plumb.yaml, or name one of these",
        };
    }

    public static Finding LocalVersionGone(LocalFolder local, int major, Finding search) =>
        new(FindingCodes.LocalVersionGone, Severity.Error, $"{local.Environment} was made with PostgreSQL {Invariant(major)}, which is no longer on this machine")
        {
            Details = search.Details,
            Meaning = "data of one major version cannot be read by another",
            Help = $"begin again with the server that is there: {Reset(local)}\nor install the old one: apt install postgresql-{Invariant(major)}",
        };

    public static Finding LocalProfileDiffers(LocalFolder local, string made, string asked) =>
        new(FindingCodes.LocalProfileDiffers, Severity.Error, $"{local.Environment} was made for profile {made}, and the project now asks for {asked}")
        {
            Meaning = "a profile's roles and schemas are made once, with its server",
            Help = $"begin again with the new profile: {Reset(local)}",
        };

    public static Finding LocalInUse(LocalFolder local, IReadOnlyList<int> processes) =>
        new(FindingCodes.LocalInUse, Severity.Error, $"{local.Environment} of {local.Project} is in use")
        {
            Details = processes.Select(process => $"process {Invariant(process)}").ToArray(),
            Meaning = "its data can only be deleted when nobody works with it",
            Help = $"end the other plumb, then run: {Reset(local)}",
        };

    public static Finding LocalOwnerDiffers(LocalFolder local, string made, string now) =>
        new(FindingCodes.LocalOwnerDiffers, Severity.Error, $"{local.Environment} belongs to the account {made}, and servers now run as {now}")
        {
            Meaning = "as root Plumb runs servers under another account than as a user, and neither may read the other's data",
            Help = $"run plumb as before (with or without sudo), or begin again: rm -r .plumb/environments/{local.Environment} && {Reset(local)}",
        };

    public static Finding Unsupported() =>
        new(FindingCodes.EmbeddedUnsupported, Severity.Error, "embedded servers run on Linux and macOS only")
        {
            Meaning = "local and throwaway servers are started with tools that Windows lacks; nothing was changed",
            Help = "use WSL, or give the environment the URL of a server in plumb.yaml: local: { url: \"postgres://localhost/app\" }",
        };

    public static Finding FolderUnusable(string folder, string reason) =>
        new(FindingCodes.ShadowFolderUnusable, Severity.Error, $"the folder {folder} cannot be used for embedded servers")
        {
            Details = reason.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Meaning = "servers, templates and sockets are kept there, and the account that servers run under must be able to enter it",
            Help = "name a short folder that every account may enter: export PLUMB_CACHE=/var/tmp/plumb",
        };

    private static string Reset(LocalFolder local) => local.Environment is "local" ? "plumb reset" : $"plumb reset --env {local.Environment}";

    private static string Number(int? major) => major is { } number ? " " + Invariant(number) : "";

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
