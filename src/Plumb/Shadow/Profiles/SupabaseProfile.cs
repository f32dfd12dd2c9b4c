namespace Plumb.Shadow.Profiles;

/// <summary>
/// What a Supabase project has. Facts about the platform, in SQL of Plumb's own: <c>supabase/*.sql</c> for roles, schemas and tables,
/// <c>supabase/extensions/*.sql</c> for the stand-ins.
/// </summary>
/// <remarks>
/// Known differences: <c>CREATE EVENT TRIGGER</c>, <c>CREATE FOREIGN DATA WRAPPER</c> and <c>CREATE PUBLICATION … FOR ALL TABLES</c> need
/// a superuser here, the platform lets <c>postgres</c>; stand-ins keep their tables but do no work outside the database.
/// </remarks>
internal static class SupabaseProfile
{
    private const string Name = "supabase";

    public static Profile Create() => new(Name, Superuser: "supabase_admin", ChainRole: "postgres")
    {
        Scripts = ProfileResources.Scripts(Name),
        StandIns = StandIns,
        Trusted =
        [
            "address_standardizer", "address_standardizer_data_us", "autoinc", "bloom", "btree_gin", "btree_gist", "citext", "cube", "dblink",
            "dict_int", "dict_xsyn", "earthdistance", "fuzzystrmatch", "hstore", "http", "hypopg", "index_advisor", "insert_username",
            "intarray", "isn", "ltree", "moddatetime", "pg_cron", "pg_graphql", "pg_hashids", "pg_jsonschema", "pg_net", "pg_repack",
            "pg_stat_monitor", "pg_stat_statements", "pg_tle", "pg_trgm", "pg_walinspect", "pgaudit", "pgcrypto", "pgjwt", "pgmq", "pgroonga",
            "pgroonga_database", "pgrouting", "pgrowlocks", "pgsodium", "pgstattuple", "pgtap", "plpgsql_check", "plv8", "postgis",
            "postgis_raster", "postgis_sfcgal", "postgis_tiger_geocoder", "postgis_topology", "postgres_fdw", "refint", "rum", "seg", "sslinfo",
            "supabase_vault", "tablefunc", "tcn", "timescaledb", "tsm_system_rows", "tsm_system_time", "unaccent", "uuid-ossp", "vector", "wrappers",
        ],
        Settings = ["shared_preload_libraries = 'pg_stat_statements'"],
    };

    private static IReadOnlyList<StandIn> StandIns { get; } =
    [
        Of("http", "1.6") with { ReachesOut = true },
        Of("hypopg", "1.4.1"),
        Of("index_advisor", "0.2.0") with { Requires = "hypopg" },
        Of("pg_cron", "1.6") with { ReachesOut = true },
        Of("pg_graphql", "1.5.11") with { Schema = "graphql" },
        Of("pg_jsonschema", "0.3.3"),
        Of("pg_net", "0.14.0") with { ReachesOut = true },
        Of("pg_tle", "1.4.0") with { Schema = "pgtle" },
        Of("pgjwt", "0.2.0") with { Requires = "pgcrypto" },
        Of("pgmq", "1.5.1") with { Schema = "pgmq" },
        Of("pgsodium", "3.1.8") with { Schema = "pgsodium" },
        Of("supabase_vault", "0.3.1") with { Schema = "vault" },
        Of("wrappers", "0.5.0"),
    ];

    private static StandIn Of(string name, string version) => new(name, version, ProfileResources.Extension(Name, name));
}
