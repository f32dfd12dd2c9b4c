using System.Collections.Frozen;

namespace Plumb.Catalog;

/// <summary>What a platform owns in every database: left out of snapshots, as it comes and goes with the platform's own updates.</summary>
/// <param name="Schemas">Its schemas.</param>
/// <param name="Roles">Its roles.</param>
internal sealed record Platform(FrozenSet<string> Schemas, FrozenSet<string> Roles)
{
    // Plumb's own ledger is nowhere the user's.
    private static readonly Platform None = Of("plumb", "");

    private static readonly Platform Supabase = Of(
        """
        plumb auth storage realtime _realtime extensions graphql graphql_public vault pgbouncer pgsodium pgsodium_masks pgmq pgtle cron net
        supabase_functions supabase_migrations _analytics _supavisor
        """,
        """
        anon authenticated service_role authenticator supabase_admin supabase_auth_admin supabase_storage_admin supabase_realtime_admin
        supabase_functions_admin supabase_replication_admin supabase_etl_admin supabase_read_only_user dashboard_user pgbouncer
        pgsodium_keyholder pgsodium_keyiduser pgsodium_keymaker pgtle_admin
        """);

    /// <summary>What the platform of that profile owns; Plumb's ledger for every other.</summary>
    public static Platform Named(string? profile) => profile is "supabase" ? Supabase : None;

    private static Platform Of(string schemas, string roles) => new(Words(schemas), Words(roles));

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
