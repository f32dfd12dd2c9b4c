namespace Plumb.Findings;

/// <summary>The object of which the server says that access is denied, as in <c>permission denied for table videos</c>.</summary>
/// <param name="Kind">The server's word for its kind.</param>
/// <param name="Name">Its name, without schema, quoted where that is needed.</param>
/// <param name="RawName">Its name as the catalog has it.</param>
internal sealed record DeniedObject(string Kind, string Name, string RawName)
{
    private static readonly string[] Kinds =
    [
        "table", "view", "materialized view", "foreign table", "relation", "sequence", "schema", "function", "procedure", "aggregate",
        "routine", "database", "type", "language", "tablespace", "foreign-data wrapper", "foreign server", "index", "extension",
        "publication", "subscription", "statistics object", "event trigger", "operator", "collation", "domain",
    ];

    /// <summary>The kind as <c>ALTER</c> wants it.</summary>
    public string Keyword => Kind switch
    {
        "relation" => "TABLE",
        "foreign-data wrapper" => "FOREIGN DATA WRAPPER",
        "foreign server" => "SERVER",
        "statistics object" => "STATISTICS",
        _ => Kind.ToUpperInvariant(),
    };

    /// <summary>The kind as <c>GRANT</c> wants it; null when nothing can be granted on it.</summary>
    public string? GrantKeyword => Kind switch
    {
        "table" or "view" or "materialized view" or "foreign table" or "relation" => "TABLE",
        "sequence" or "schema" or "function" or "procedure" or "routine" or "database" or "type" or "domain" or "language" or "tablespace" =>
            Kind.ToUpperInvariant(),
        "aggregate" => "FUNCTION",
        "foreign-data wrapper" => "FOREIGN DATA WRAPPER",
        "foreign server" => "FOREIGN SERVER",
        _ => null,
    };

    /// <summary>Where it is looked up: <c>table</c>, <c>sequence</c>, <c>function</c>, <c>schema</c> or <c>database</c>; null for rarer kinds.</summary>
    public string? ClassName => Kind switch
    {
        "table" or "view" or "materialized view" or "foreign table" or "relation" => "table",
        "function" or "procedure" or "routine" or "aggregate" => "function",
        "sequence" or "schema" or "database" => Kind,
        _ => null,
    };

    /// <summary>Reads what follows <c>permission denied for</c> or <c>must be owner of</c>; null when its kind is not known.</summary>
    public static DeniedObject? Of(string text) =>
        Kinds.FirstOrDefault(kind => text.Length > kind.Length + 1 && text.StartsWith(kind, StringComparison.Ordinal) && text[kind.Length] == ' ') is { } kind
            ? new DeniedObject(kind, SqlName.Quoted(text[(kind.Length + 1)..]), text[(kind.Length + 1)..])
            : null;

    /// <summary>What a statement with these first words may need on it; the first is the one that it surely needs.</summary>
    public IReadOnlyList<string> PrivilegesFor(string statement)
    {
        var (privilege, _) = PrivilegeFor(statement);
        var reads = statement.Contains("RETURNING", StringComparison.OrdinalIgnoreCase) || statement.Contains("WHERE", StringComparison.OrdinalIgnoreCase);
        return ClassName switch
        {
            "table" when privilege is "INSERT" or "UPDATE" or "DELETE" && reads => [privilege, "SELECT"],
            "table" when statement.Contains("REFERENCES", StringComparison.OrdinalIgnoreCase) => ["REFERENCES"],
            "table" when statement.Contains("TRIGGER", StringComparison.OrdinalIgnoreCase) => ["TRIGGER"],
            _ => [privilege],
        };
    }

    /// <summary>The privilege that a statement with these first words lacks, and whether it can be no other.</summary>
    public (string Privilege, bool IsCertain) PrivilegeFor(string statement)
    {
        var first = statement.AsSpan().TrimStart();
        var end = first.IndexOfAnyExcept(SqlWord.Letters);
        var word = (end < 0 ? first : first[..end]).ToString().ToUpperInvariant();
        return Kind switch
        {
            "schema" => (word is "CREATE" ? "CREATE" : "USAGE", false),
            "function" or "procedure" or "routine" or "aggregate" => ("EXECUTE", true),
            "sequence" => ("USAGE", false),
            "database" => (word is "CREATE" ? "CREATE" : "CONNECT", false),
            "tablespace" => ("CREATE", true),
            "type" or "domain" or "language" or "foreign-data wrapper" or "foreign server" => ("USAGE", true),
            _ => word is "INSERT" or "UPDATE" or "DELETE" or "TRUNCATE" ? (word, false) : ("SELECT", word is "SELECT" or "TABLE"),
        };
    }
}
