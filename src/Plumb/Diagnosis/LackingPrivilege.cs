using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Explains what was denied: who owns the object, who was given what, what the role lacks, and the command that mends it.</summary>
internal static class LackingPrivilege
{
    private const string Denied = "permission denied for ";
    private const string NotOwner = "must be owner of ";
    private const string RowSecurity = "row-level security policy";

    public static Task<Finding> AddAsync(FailedStatement failed, Finding finding, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var message = failed.Error.MessageText;
        if (failed.Sent.Role is not { } role)
        {
            return Task.FromResult(finding);
        }

        if (message.Contains(RowSecurity, StringComparison.Ordinal))
        {
            return OfPoliciesAsync(finding, message, role, inquiry, cancellationToken);
        }

        var isOwnership = message.StartsWith(NotOwner, StringComparison.Ordinal);
        return isOwnership || message.StartsWith(Denied, StringComparison.Ordinal)
            ? DeniedObject.Of(message[(isOwnership ? NotOwner : Denied).Length..]) is { ClassName: { } } denied
                ? OfObjectAsync(failed, finding, denied, role, isOwnership, inquiry, cancellationToken)
                : Task.FromResult(finding)
            : Task.FromResult(finding);
    }

    private static async Task<Finding> OfObjectAsync(
        FailedStatement failed, Finding finding, DeniedObject denied, string role, bool isOwnership, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var wanted = denied.PrivilegesFor(failed.Sent.Text);
        var answer = await inquiry.AskAsync(
            EmbeddedQuery.Read(nameof(Diagnosis), "denied_object"), cancellationToken, denied.RawName, denied.ClassName, role, string.Join(',', wanted),
            await inquiry.SchemasAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        if (answer.Rows is not [[{ } name, { } owner, { } lacking, var grants, { } isMember], ..])
        {
            return finding;
        }

        finding = finding with
        {
            Details =
            [
                .. finding.Details,
                $"{denied.Kind} {name} belongs to {owner}{(isMember == "t" ? $", and {role} is a member of that role" : "")}",
                $"granted on it: {grants ?? "nothing to anybody but the owner"}",
            ],
        };
        if (isOwnership)
        {
            return finding with
            {
                Meaning = $"only {owner}, who owns {denied.Kind} {name}, or a member of that role, may do this; {role} is neither",
                Help = $"connect as {owner}; or, as {owner}: ALTER {denied.Keyword} {name} OWNER TO {SqlName.Quoted(role)};",
            };
        }

        return lacking.Length == 0
            ? finding with
            {
                Meaning = $"{role} itself may do this, so it ran as another role: through a view, or a SECURITY DEFINER function, whose owner may not, or after SET ROLE",
                Help = $"find out whose rights were used (the lines above say in which function), and grant them, as {owner}: GRANT {wanted[0]} ON {denied.GrantKeyword} {name} TO <that role>;",
            }
            : finding with
            {
                Meaning = $"{role} lacks {lacking} on {denied.Kind} {name}",
                Help = $"as {owner}: GRANT {lacking} ON {denied.GrantKeyword} {name} TO {SqlName.Quoted(role)};",
            };
    }

    private static async Task<Finding> OfPoliciesAsync(Finding finding, string message, string role, Inquiry inquiry, CancellationToken cancellationToken)
    {
        if (message.LastIndexOf(" table \"", StringComparison.Ordinal) is var at and >= 0)
        {
            var table = message[(at + " table \"".Length)..].TrimEnd('"');
            var answer = await inquiry.AskAsync(EmbeddedQuery.Read(nameof(Diagnosis), "policies_for_writing"), cancellationToken, table).ConfigureAwait(false);
            if (answer.Rows is [[{ } name, ..], ..])
            {
                return finding with
                {
                    Details = [.. finding.Details, .. answer.Rows.Select(static r => $"policy {r[1]} ({r[2]}, {r[3]}, to {r[4]}) demands {r[5]}")],
                    Help = $"write a row that a policy allows, or see what decides: plumb explain-access {name} --as {role} --command insert",
                };
            }
        }

        return finding;
    }
}
