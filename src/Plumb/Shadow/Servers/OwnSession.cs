using System.Diagnostics;

namespace Plumb.Shadow.Servers;

/// <summary>Starts a program in a session of its own, so that Ctrl-C in the terminal reaches Plumb alone and Plumb can roll back first.</summary>
internal static class OwnSession
{
    private const string SetSid = "/usr/bin/setsid";
    private const string Perl = "/usr/bin/perl";

    /// <summary>The way to start a shell script there: with <c>setsid</c>, with Perl where that is missing (macOS), or as it is.</summary>
    public static ProcessStartInfo Script(ServerAccount account, string script, params IEnumerable<string> arguments)
    {
        string[] shell = ["/bin/sh", "-c", script, "plumb-guard", .. arguments];
        return File.Exists(SetSid) ? account.Start(SetSid, shell)
            : File.Exists(Perl) ? account.Start(Perl, ["-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV", .. shell])
            : account.Start(shell[0], shell[1..]);
    }
}
