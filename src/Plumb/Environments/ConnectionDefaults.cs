namespace Plumb.Environments;

/// <summary>Fills in what a connection string leaves out, in libpq's order: service file, <c>PG*</c> variables, defaults, password file.</summary>
internal static class ConnectionDefaults
{
    /// <summary>Fills in <paramref name="settings"/>.</summary>
    public static void Fill(ConnectionSettings settings, Func<string, string?> variables)
    {
        settings.SetDefault("service", variables("PGSERVICE"));
        if (settings["service"] is { } service)
        {
            ServiceFile.Fill(settings, service, variables);
        }

        foreach (var word in ConnectionWords.All)
        {
            if (word is { Variable: { } variable, IsSupported: true })
            {
                settings.SetDefault(word.Keyword, variables(variable));
            }
        }

        FillPlain(settings);
        if (settings["password"] is null)
        {
            PasswordFile.Fill(settings, variables);
        }
    }

    /// <summary>Fills in host, port, role and database alone.</summary>
    public static void FillPlain(ConnectionSettings settings)
    {
        settings.SetDefault("port", "5432");
        settings.SetDefault("host", SocketFolder(settings["port"]!) ?? "localhost");
        settings.SetDefault("user", Environment.UserName);
        settings.SetDefault("dbname", settings["user"]);
    }

    // libpq has the folder compiled in: Debian's is the first, PostgreSQL's own the second.
    private static string? SocketFolder(string port)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        string[] folders = ["/var/run/postgresql", "/tmp"];
        return folders.FirstOrDefault(folder => File.Exists($"{folder}/.s.PGSQL.{port}"));
    }
}
