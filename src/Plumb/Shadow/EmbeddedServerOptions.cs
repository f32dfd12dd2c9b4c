namespace Plumb.Shadow;

/// <summary>Which server is started, and what it offers.</summary>
public sealed record EmbeddedServerOptions
{
    /// <summary>The platform whose roles, schemas and extensions are there before the chain runs, such as <c>supabase</c>; null for a bare server.</summary>
    public string? Profile { get; init; }

    /// <summary>The major version that is wanted, such as 15; null for the newest that is found.</summary>
    public int? MajorVersion { get; init; }

    /// <summary>True when another major version serves too, should the one that is wanted not be had.</summary>
    public bool AcceptsOtherMajor { get; init; }

    /// <summary>Told what takes time: a search, a download, an <c>initdb</c>.</summary>
    public IProgress<string>? Progress { get; init; }

    /// <summary>Looks up variables such as <c>PLUMB_POSTGRES</c>.</summary>
    public Func<string, string?> Variables { get; init; } = Environment.GetEnvironmentVariable;
}
