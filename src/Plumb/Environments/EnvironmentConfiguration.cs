using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>A named database.</summary>
/// <param name="Name">Such as <c>local</c>, <c>staging</c> or <c>production</c>.</param>
/// <param name="Url"><c>embedded</c>, a URL or a key-value string with its <c>${VAR}</c> still in place; empty for the <c>PG*</c> variables.</param>
public sealed record EnvironmentConfiguration(string Name, string Url)
{
    /// <summary>The name of the environment that every project has: a server of Plumb's own on this machine.</summary>
    public const string Local = "local";

    private readonly bool? observes;

    /// <summary>True when Plumb starts the server itself.</summary>
    public bool IsEmbedded => string.Equals(Url, "embedded", StringComparison.Ordinal);

    /// <summary>True when changes need a typed confirmation or <c>--yes</c>.</summary>
    public bool IsProtected { get; init; }

    /// <summary>True when a backup is taken before <c>up</c> and <c>down</c>.</summary>
    public bool BackupFirst { get; init; }

    /// <summary>True when the ledger is told after each run what the schema looks like, so that drift can be dated: for protected environments unless the file says otherwise.</summary>
    public bool IsObserved { get => observes ?? IsProtected; init => observes = value; }

    /// <summary>Where its url is written in <c>plumb.yaml</c>; null when it is not from there.</summary>
    public Place? Place { get; init; }

    /// <summary>The name and the kind of database; never the URL, which may hold a password.</summary>
    public override string ToString() => IsEmbedded ? $"{Name} (embedded)" : Name;
}
