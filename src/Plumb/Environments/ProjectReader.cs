using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Finds and reads a project's configuration.</summary>
public static class ProjectReader
{
    private const string FileName = "plumb.yaml";

    /// <summary>
    /// Reads <c>plumb.yaml</c> and <c>.env</c> in <paramref name="folder"/>. Without a file there is one environment, <c>local</c>, an
    /// embedded server, whose profile is <c>supabase</c> when there is a folder of that name.
    /// </summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="processVariables">Looks up a variable of the process; null for its real environment.</param>
    /// <exception cref="UsageException">The file is not valid: names the place, the key and the nearest right one.</exception>
    public static ProjectConfiguration Read(string folder, Func<string, string?>? processVariables = null)
    {
        var root = Path.GetFullPath(folder);
        RefuseMisnamedFiles(root);
        var findings = new List<Finding>();
        var variables = AddDotEnv(root, processVariables ?? Environment.GetEnvironmentVariable, findings);
        var path = Path.Combine(root, FileName);
        var implied = Implied(root) with { Variables = variables, Findings = findings };
        return File.Exists(path) ? ConfigurationFile.Read(FileName, ReadText(path, FileName), implied) : implied;
    }

    private static ProjectConfiguration Implied(string root) => new(
        root,
        new Dictionary<string, EnvironmentConfiguration>(StringComparer.Ordinal) { [EnvironmentConfiguration.Local] = new(EnvironmentConfiguration.Local, "embedded") })
    {
        Profile = Directory.Exists(Path.Combine(root, "supabase")) ? "supabase" : null,
    };

    private static void RefuseMisnamedFiles(string root)
    {
        foreach (var name in (ReadOnlySpan<string>)["plumb.yml", "plumb.json", "plumb.toml", ".plumb.yaml", ".plumb.yml"])
        {
            if (File.Exists(Path.Combine(root, name)))
            {
                throw new UsageException(ConfigurationFindings.Misnamed(name, FileName));
            }
        }
    }

    private static Func<string, string?> AddDotEnv(string root, Func<string, string?> process, List<Finding> findings)
    {
        var path = Path.Combine(root, ".env");
        if (!File.Exists(path))
        {
            return process;
        }

        var file = DotEnvFile.Parse(".env", ReadText(path, ".env"));
        findings.AddRange(file.Findings);
        if (file.HoldsPassword && GitIgnore.Covers(root, ".env") is false)
        {
            findings.Add(ConfigurationFindings.DotEnvNotIgnored());
        }

        return name => process(name) ?? file.Values.GetValueOrDefault(name);
    }

    private static string ReadText(string path, string shown)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(ConfigurationFindings.Unreadable(shown, error.Message));
        }
    }
}
