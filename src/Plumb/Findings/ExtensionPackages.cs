namespace Plumb.Findings;

/// <summary>How to get an extension that Plumb does not stand in for.</summary>
internal static class ExtensionPackages
{
    /// <summary>The packages' names on Debian, with {0} for the major version.</summary>
    private static readonly Dictionary<string, string> Debian = new(StringComparer.Ordinal)
    {
        ["vector"] = "postgresql-{0}-pgvector",
        ["postgis"] = "postgresql-{0}-postgis-3",
        ["postgis_raster"] = "postgresql-{0}-postgis-3",
        ["postgis_topology"] = "postgresql-{0}-postgis-3",
        ["postgis_sfcgal"] = "postgresql-{0}-postgis-3",
        ["postgis_tiger_geocoder"] = "postgresql-{0}-postgis-3",
        ["address_standardizer"] = "postgresql-{0}-postgis-3",
        ["pgrouting"] = "postgresql-{0}-pgrouting",
        ["pgtap"] = "postgresql-{0}-pgtap",
        ["pgaudit"] = "postgresql-{0}-pgaudit",
        ["rum"] = "postgresql-{0}-rum",
        ["plpgsql_check"] = "postgresql-{0}-plpgsql-check",
        ["pg_repack"] = "postgresql-{0}-repack",
        ["plv8"] = "postgresql-{0}-plv8",
        ["hll"] = "postgresql-{0}-hll",
    };

    public static string HowToInstall(string extension, string major)
    {
        var known = Debian.TryGetValue(extension, out var pattern);
        var package = known ? pattern!.Replace("{0}", major, StringComparison.Ordinal) : $"postgresql-{major}-{extension.Replace('_', '-')}";
        var install = known
            ? $"apt install {package} (from PostgreSQL's own apt repository where the distribution lacks it)"
            : $"install it for PostgreSQL {major}; Debian's package would be named like {package}";
        return extension is "vector"
            ? $"{install}\nor build it: apt install postgresql-server-dev-{major}, then make && make install in pgvector's source"
            : install;
    }
}
