using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>Judges what must be there before any row is looked at.</summary>
internal static class AccessSteps
{
    public static IEnumerable<AccessStep> Of(AccessFacts facts, AccessQuestion question)
    {
        var role = question.Role;
        var grantee = SqlName.Quoted(role);
        var privilege = question.Command.ToString().ToUpperInvariant();
        yield return new AccessStep(
            $"schema {facts.Schema}",
            facts.HasSchemaUsage,
            facts.HasSchemaUsage ? $"USAGE{Through(facts.IsSuperuser, facts.UsageThrough, role)}" : $"{role} lacks USAGE",
            facts.HasSchemaUsage ? null : $"as {facts.SchemaOwner}: GRANT USAGE ON SCHEMA {facts.Schema} TO {grantee};");
        var isAllowed = facts.HasPrivilege || facts.HasColumnPrivilege;
        yield return new AccessStep(
            $"privilege {privilege}",
            isAllowed,
            facts.HasPrivilege ? $"{privilege}{Through(facts.IsSuperuser, facts.PrivilegeThrough, role)}"
            : isAllowed ? $"{privilege} on some columns only; a statement that names others is denied"
            : $"{role} lacks it; {(facts.Granted is null ? "nobody but the owner has it" : $"granted: {facts.Granted}")}",
            isAllowed ? null : $"as {facts.Owner}: GRANT {privilege} ON {facts.Table} TO {grantee};");
        if (!facts.IsView)
        {
            yield return new AccessStep("row level security", true, RowSecurity(facts, role));
        }
    }

    public static IEnumerable<string> Notes(AccessFacts facts, AccessQuestion question, string connecting)
    {
        if (facts.IsView)
        {
            yield return facts.IsSecurityInvoker
                ? $"it is a view that reads with the rights of whoever asks (security_invoker): explain the tables that it reads for {question.Role}"
                : $"it is a view that reads with the rights of its owner: the policies of the tables that it reads apply to {facts.Owner}, not to {question.Role}";
        }

        if (!facts.CanBecome)
        {
            yield return $"{connecting}, the connecting role, may not become {question.Role}, so nothing was tried: GRANT {SqlName.Quoted(question.Role)} TO {SqlName.Quoted(connecting)};";
        }

        if (question.Command is AccessCommand.Update or AccessCommand.Delete && !facts.MayRead)
        {
            yield return $"{question.Role} lacks SELECT, which {question.Command.ToString().ToUpperInvariant()} with a WHERE or RETURNING needs too";
        }

        if (question.Claims is null && facts.PoliciesApply)
        {
            yield return "no --claims were given: to policies that ask who is signed in (auth.uid()), nobody is";
        }
    }

    private static string RowSecurity(AccessFacts facts, string role) => facts switch
    {
        { HasRowSecurity: false } => "not enabled: every row",
        { IsSuperuser: true } => $"enabled, and passed by: {role} is a superuser",
        { BypassesRowSecurity: true } => $"enabled, and passed by: {role} has BYPASSRLS",
        { IsOwner: true, IsForced: false } => $"enabled, and passed by: {role} owns the table ({facts.Owner}), and it is not forced",
        { IsForced: true } => "enabled and forced: policies decide",
        _ => "enabled: policies decide",
    };

    private static string Through(bool isSuperuser, string? grantees, string role) =>
        isSuperuser ? ", as a superuser" : grantees is null ? "" : grantees == role ? " granted to it" : $" through {grantees}";
}
