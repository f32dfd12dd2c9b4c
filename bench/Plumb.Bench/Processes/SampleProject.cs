using System.Globalization;

namespace Plumb.Bench.Processes;

/// <summary>The same migrations as files for each contender.</summary>
/// <param name="Folder">Where everything is; Plumb's project.</param>
/// <param name="Count">How many migrations there are.</param>
internal sealed record SampleProject(string Folder, int Count)
{
    /// <summary>One script for psql: each migration in a transaction of its own, as the other contenders run it.</summary>
    public string PsqlScript => Path.Combine(Folder, "all.sql");

    /// <summary>The folder that dbmate reads.</summary>
    public string DbmateFolder => Path.Combine(Folder, "dbmate");

    /// <summary>Writes the files below <paramref name="parent"/>.</summary>
    public static SampleProject Create(string parent, int count)
    {
        var project = new SampleProject(Path.Combine(parent, count.ToString(CultureInfo.InvariantCulture)), count);
        var plumb = Directory.CreateDirectory(Path.Combine(project.Folder, "supabase", "migrations")).FullName;
        Directory.CreateDirectory(project.DbmateFolder);
        using var psql = new StreamWriter(project.PsqlScript);
        for (var number = 1; number <= count; number++)
        {
            var migration = new SampleMigration(number);
            File.WriteAllText(Path.Combine(plumb, migration.FileName), migration.Sql);
            File.WriteAllText(Path.Combine(project.DbmateFolder, migration.FileName), $"-- migrate:up\n{migration.Sql}\n-- migrate:down\n");
            psql.Write($"BEGIN;\n{migration.Sql}COMMIT;\n");
        }

        return project;
    }

    /// <summary>Gives each migration a check and a revert script. Its tables are open to everybody, as they come on the platform.</summary>
    public void WriteCompanions()
    {
        File.WriteAllText(Path.Combine(Folder, "plumb.yaml"), "prove: { access: advised }\n");
        var supabase = Path.Combine(Folder, "supabase");
        var (verify, revert) = (Directory.CreateDirectory(Path.Combine(supabase, "verify")).FullName, Directory.CreateDirectory(Path.Combine(supabase, "revert")).FullName);
        for (var number = 1; number <= Count; number++)
        {
            var migration = new SampleMigration(number);
            File.WriteAllText(Path.Combine(verify, migration.FileName), migration.Verify);
            File.WriteAllText(Path.Combine(revert, migration.FileName), migration.Revert);
        }
    }
}
