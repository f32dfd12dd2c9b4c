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

        if (message.StartsWith(NotOwner, StringComparison.Ordinal) && DeniedObject.Of(message[NotOwner.Length..]) is { } owned)
        {
            return new(
                FindingCodes.InsufficientPrivilege,
                $"only the owner of {owned.Kind} {owned.Name}, or a member of the owner's role, may do this; {role} is neither",
                sent.Role is { } member
                    ? $"connect as the owner, or: ALTER {owned.Keyword} {owned.Name} OWNER TO {SqlName.Quoted(member)};"
                    : "connect as the owner");
        }

        return message.StartsWith(Denied, StringComparison.Ordinal) && DeniedObject.Of(message[Denied.Length..]) is { } denied
            ? MissingGrant(sent, role, denied)
            : new(FindingCodes.InsufficientPrivilege, $"{role} lacks the right to do this", "connect as a role that has it");
    }

    private static ServerExplanation MissingGrant(SentStatement sent, string role, DeniedObject denied)
    {
        var (privilege, isCertain) = denied.PrivilegeFor(sent.Text);
        var grantee = sent.Role is null ? "<role>" : SqlName.Quoted(sent.Role);
        return new(
            FindingCodes.InsufficientPrivilege,
            $"{role} lacks {(isCertain ? privilege : $"a privilege such as {privilege}")} on {denied.Kind} {denied.Name}",
            denied.GrantKeyword is { } keyword
                ? $"as the owner of the {denied.Kind}: GRANT {privilege} ON {keyword} {denied.Name} TO {grantee};"
                : $"connect as a role that may use {denied.Kind} {denied.Name}");
    }

    private static ServerExplanation ReadOnly() => new(
        FindingCodes.ReadOnlyTransaction,
        "the transaction may only read: it was opened so, the role or database defaults to read-only, or the server is a standby",
        "show where it comes from: SELECT setting, source FROM pg_settings WHERE name = 'default_transaction_read_only'; SELECT pg_is_in_recovery();");
}
