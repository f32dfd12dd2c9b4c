using Npgsql;

namespace Plumb.Environments;

/// <summary>One connection parameter, under libpq's name.</summary>
/// <param name="Keyword">libpq's name, such as <c>dbname</c>.</param>
/// <param name="Variable">The environment variable that gives its default, such as <c>PGDATABASE</c>; null when there is none.</param>
/// <param name="Apply">Hands a value to Npgsql; null when Plumb reads the value itself or when it changes nothing.</param>
internal sealed record ConnectionWord(string Keyword, string? Variable, Action<NpgsqlConnectionStringBuilder, string>? Apply)
{
    /// <summary>Npgsql's words for the same, without spaces and in lower case.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>False for a parameter of libpq that Npgsql has no counterpart for.</summary>
    public bool IsSupported { get; init; } = true;
}
