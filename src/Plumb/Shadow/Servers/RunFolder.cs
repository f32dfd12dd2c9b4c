using System.Globalization;
using System.Text;

namespace Plumb.Shadow.Servers;

/// <summary>The folder of one running server: its socket, and the files through which its guard can be talked to.</summary>
internal sealed record RunFolder(string Path)
{
    /// <summary>The port number that is part of the socket's name.</summary>
    public const int Port = 5432;

    /// <summary>The shortest of the limits that systems put on a socket's path (macOS; Linux has 107).</summary>
    private const int LongestSocketPath = 103;

    public string Lease => File("lease");

    public string Log => File("log");

    public string Ended => File("ended");

    private string Socket => File(FormattableString.Invariant($".s.PGSQL.{Port}"));

    public bool SocketPathFits => Encoding.UTF8.GetByteCount(Socket) <= LongestSocketPath;

    public bool Exists => Directory.Exists(Path);

    /// <summary>The process id of the guard; null before it has begun.</summary>
    public int? Guard => NumberIn("guard.pid");

    /// <summary>The process id of the server; null before it is started.</summary>
    public int? Server => NumberIn("server.pid");

    public string Joined(string member) => File("joined." + member);

    /// <summary>The process ids of those who have joined and not left, those who died included.</summary>
    public IReadOnlyList<int> Members()
    {
        try
        {
            return Directory.GetFiles(Path, "joined.*")
                .Select(file => int.Parse(System.IO.Path.GetFileName(file).Split('.')[1], CultureInfo.InvariantCulture)).ToArray();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Takes a member from the list of those who have joined.</summary>
    public void Leave(string member)
    {
        try
        {
            System.IO.File.Delete(Joined(member));
        }
        catch (DirectoryNotFoundException)
        {
            // The server has ended by itself and taken its folder along.
        }
    }

    /// <summary>The last lines of what the server and the guard said.</summary>
    public IReadOnlyList<string> LastLogLines() =>
        System.IO.File.Exists(Log) ? ProgramResult.LastLinesOf(System.IO.File.ReadAllText(Log)) : [];

    /// <summary>Whether the server in the data folder is the one that was started here, and accepts connections.</summary>
    /// <remarks>PostgreSQL writes its state to the eighth line of <c>postmaster.pid</c>; the first holds its process id.</remarks>
    public bool IsReady(string dataFolder)
    {
        try
        {
            var lines = System.IO.File.ReadAllLines(System.IO.Path.Combine(dataFolder, "postmaster.pid"));
            return lines.Length >= 8 && lines[7].Trim() is "ready"
                && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process) && process == Server;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);

    private int? NumberIn(string name)
    {
        try
        {
            return int.TryParse(System.IO.File.ReadAllText(File(name)), CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
