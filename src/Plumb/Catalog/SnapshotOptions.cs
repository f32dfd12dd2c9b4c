namespace Plumb.Catalog;

/// <summary>What a snapshot takes in.</summary>
public sealed record SnapshotOptions
{
    /// <summary>The platform whose own objects are left out, such as <c>supabase</c>; null for none. Plumb's ledger is always left out.</summary>
    public string? Profile { get; init; }

    /// <summary>Only these schemas and what is in them; empty for the whole database.</summary>
    public IReadOnlyList<string> Schemas { get; init; } = [];

    /// <summary>Schemas that are left out with all that is in them.</summary>
    public IReadOnlyList<string> ExcludedSchemas { get; init; } = [];

    /// <summary>Whether the cluster's roles, memberships and settings are taken in.</summary>
    public bool IncludesRoles { get; init; }
}
