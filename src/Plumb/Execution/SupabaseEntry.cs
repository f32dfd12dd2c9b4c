namespace Plumb.Execution;

/// <summary>One row of <c>supabase_migrations.schema_migrations</c>, which the Supabase CLI and Plumb both keep.</summary>
/// <param name="Version">The leading digits of the file.</param>
/// <param name="Name">The rest of its stem; of several files with one version, joined with <c>+</c>; null when nobody wrote it.</param>
public sealed record SupabaseEntry(string Version, string? Name)
{
    /// <summary>True when the row says that a file with the rest <paramref name="name"/> is applied.</summary>
    public bool Names(string name) => Name is not null && (Name == name || Name.Split('+').Contains(name, StringComparer.Ordinal));
}
