using System.Runtime.InteropServices;

namespace Plumb.Bench.Processes;

/// <summary>Where the measured programs are.</summary>
internal static class Programs
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The script with which a person starts Plumb from its sources.</summary>
    public static string Launcher => Path.Combine(Root, "plumb");

    /// <summary>Has the launcher build Plumb, and returns the program that it starts.</summary>
    public static async Task<string> BuildPlumbAsync()
    {
        await new Contender("./plumb", Launcher, "--version").RunAsync();
        return Path.Combine(Root, "artifacts", "launcher", "bin", "Plumb.Cli");
    }

    /// <summary>The program dbmate itself, not the script of npm's package that starts it with node; null when it is not installed.</summary>
    public static string? FindDbmate()
    {
        var platform = $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var program = Path.Combine(Root, "tools", "npm", "node_modules", "@dbmate", platform, "bin", "dbmate");
        return File.Exists(program) ? program : OnPath("dbmate");
    }

    /// <summary>psql from the server's own folder, else from the PATH; null when there is none.</summary>
    public static string? FindPsql(string binFolder)
    {
        var program = Path.Combine(binFolder, "psql");
        return File.Exists(program) ? program : OnPath("psql");
    }

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Plumb.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The benchmarks run from the repository.");
    }
}
