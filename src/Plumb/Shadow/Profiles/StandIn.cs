namespace Plumb.Shadow.Profiles;

/// <summary>An extension of Plumb's own that takes the place of one that the platform has and a bare server lacks.</summary>
/// <param name="Name">The extension's name.</param>
/// <param name="Version">The version that it says it is.</param>
/// <param name="Script">What <c>CREATE EXTENSION</c> runs.</param>
internal sealed record StandIn(string Name, string Version, string Script)
{
    /// <summary>How the comment of every stand-in begins, in the control file and so in the database.</summary>
    public const string Mark = "Plumb stand-in for ";

    /// <summary>The schema that it must be created in; null when that is the user's choice.</summary>
    public string? Schema { get; init; }

    /// <summary>The extensions that must be there before, separated by commas; null when there are none.</summary>
    public string? Requires { get; init; }

    /// <summary>Whether the real one reaches out of the database (requests, a clock), which nothing on a shadow should do.</summary>
    public bool ReachesOut { get; init; }

    /// <summary>The name of the script's file.</summary>
    public string ScriptName => $"{Name}--{Version}.sql";

    /// <summary>The text of the control file.</summary>
    public string Control => string.Concat(
        $"comment = '{Mark}{Name}'\ndefault_version = '{Version}'\nrelocatable = false\nsuperuser = true\ntrusted = true\n",
        Schema is null ? "" : $"schema = '{Schema}'\n",
        Requires is null ? "" : $"requires = '{Requires}'\n");
}
