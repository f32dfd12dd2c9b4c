namespace Plumb.Migrations;

/// <summary>Writes what a project needs so that Plumb and its users find their way.</summary>
/// <param name="root">The project's folder.</param>
public sealed class NewProject(string root)
{
    private const string Configuration =
        """
        # Plumb works without this file; it names the databases besides `local`.
        migrations: {folder}
        {profile}environments:
          local: { url: embedded }
          # staging:    { url: "${STAGING_DATABASE_URL}" }
          # production: { url: "${PRODUCTION_DATABASE_URL}", protected: true }

        """;

    /// <summary>Creates the migrations folder, <c>plumb.yaml</c> and the lines of <c>.gitignore</c> that are missing; nothing is overwritten.</summary>
    /// <param name="isSupabase">True for <c>supabase/migrations</c>, false for <c>migrations</c>.</param>
    /// <returns>What was created or changed, relative to the project; empty when everything was there.</returns>
    public IReadOnlyList<string> Write(bool isSupabase)
    {
        var made = new List<string>();
        var folder = isSupabase ? "supabase/migrations" : "migrations";
        if (!Directory.Exists(Path.Combine(root, folder)))
        {
            Directory.CreateDirectory(Path.Combine(root, folder));
            made.Add($"{folder}/");
        }

        var configuration = Path.Combine(root, "plumb.yaml");
        if (!File.Exists(configuration))
        {
            File.WriteAllText(configuration, Configuration
                .Replace("{folder}", folder, StringComparison.Ordinal)
                .Replace("{profile}", isSupabase ? "profile: supabase\n" : "", StringComparison.Ordinal)
                .ReplaceLineEndings("\n"));
            made.Add("plumb.yaml");
        }

        if (AddIgnored(".plumb/", ".env"))
        {
            made.Add(".gitignore");
        }

        return made;
    }

    private bool AddIgnored(params string[] entries)
    {
        var path = Path.Combine(root, ".gitignore");
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var lines = text.Split('\n').Select(static l => l.Trim()).ToHashSet(StringComparer.Ordinal);
        List<string> missing = [.. entries.Where(e => !lines.Contains(e) && !lines.Contains(e.TrimEnd('/')))];
        if (missing.Count == 0)
        {
            return false;
        }

        var separator = text.Length > 0 && !text.EndsWith('\n') ? "\n" : "";
        File.WriteAllText(path, $"{text}{separator}{string.Concat(missing.Select(static e => $"{e}\n"))}");
        return true;
    }
}
