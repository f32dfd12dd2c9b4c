using Npgsql;

namespace Plumb.Findings;

/// <summary>What a role may not do.</summary>
internal static partial class ServerExplanations
{
    private const string Denied = "permission denied for ";
    private const string NotOwner = "must be owner of ";
    private const string RowSecurity = "row-level security policy";

    private static ServerExplanation InsufficientPrivilege(PostgresException error, SentStatement sent)
    {
        var message = error.MessageText;
        var role = sent.Role is null ? "the role that runs this" : $"role {sent.Role}";
        if (message.Contains(RowSecurity, StringComparison.Ordinal))
        {
            return new(
                FindingCodes.RowSecurityViolation,
                $"no policy lets {role} write this row: the WITH CHECK condition of every policy that applies is false",
                "list the policies: SELECT schemaname, tablename, policyname, roles, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2, 3;");
        }

        if (message.StartsWith(NotOwner, StringComparison.Ordinal))
        {
            var (kind, name) = KindAndName(message[NotOwner.Length..]);
            return new(
                FindingCodes.InsufficientPrivilege,
                $"only the owner of {kind} {name}, or a member of the owner's role, may do this; {role} is neither",
                sent.Role is { } member ? $"connect as the owner, or: ALTER {Keyword(kind)} {name} OWNER TO {SqlName.Quoted(member)};" : "connect as the owner");
        }

        return message.StartsWith(Denied, StringComparison.Ordinal)
            ? MissingGrant(error, sent, role, message[Denied.Length..])
            : new(FindingCodes.InsufficientPrivilege, $"{role} lacks the right to do this", "connect as a role that has it");
    }

    private static ServerExplanation MissingGrant(PostgresException error, SentStatement sent, string role, string kindAndName)
    {
        var (kind, name) = KindAndName(kindAndName);
        var target = error is { SchemaName: { } schema, TableName: { } table } ? SqlName.Qualified(schema, table) : name;
        var (privilege, isCertain) = PrivilegeFor(kind, sent.Text);
        var help = $"GRANT {privilege} ON {Keyword(kind)} {target} TO {(sent.Role is null ? "<role>" : SqlName.Quoted(sent.Role))};";
        return new(
            FindingCodes.InsufficientPrivilege,
            $"{role} lacks {(isCertain ? privilege : $"a privilege such as {privilege}")} on {kind} {target}",
            $"as the owner of the {kind}: {help}");
    }

    /// <summary>The privilege on an object of <paramref name="kind"/> that a statement with these first words needs.</summary>
    private static (string Privilege, bool IsCertain) PrivilegeFor(string kind, string statement)
    {
        var first = statement.AsSpan().TrimStart();
        var end = first.IndexOfAnyExceptInRange('A', 'z');
        var word = (end < 0 ? first : first[..end]).ToString().ToUpperInvariant();
        return kind switch
        {
            "schema" => (word is "CREATE" ? "CREATE" : "USAGE", false),
            "function" or "procedure" or "routine" => ("EXECUTE", true),
            "sequence" => ("USAGE", true),
            "database" => (word is "CREATE" ? "CREATE" : "CONNECT", false),
            "type" or "language" or "foreign-data wrapper" or "foreign server" => ("USAGE", true),
            _ => word is "INSERT" or "UPDATE" or "DELETE" or "TRUNCATE" ? (word, false) : ("SELECT", word is "SELECT" or "TABLE"),
        };
    }

    private static (string Kind, string Name) KindAndName(string text)
    {
        var space = text.LastIndexOf(' ');
        return space < 0 ? ("object", text) : (text[..space], text[(space + 1)..]);
    }

    private static string Keyword(string kind) => kind switch
    {
        "relation" => "TABLE",
        "foreign-data wrapper" => "FOREIGN DATA WRAPPER",
        _ => kind.ToUpperInvariant(),
    };

    private static ServerExplanation ReadOnly() => new(
        FindingCodes.ReadOnlyTransaction,
        "the transaction may only read: it was opened so, the role or database defaults to read-only, or the server is a standby",
        "show where it comes from: SELECT setting, source FROM pg_settings WHERE name = 'default_transaction_read_only'; SELECT pg_is_in_recovery();");
}
