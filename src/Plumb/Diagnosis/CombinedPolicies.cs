namespace Plumb.Diagnosis;

/// <summary>The condition that all policies for a command make together.</summary>
internal static class CombinedPolicies
{
    /// <summary>One permissive policy must be true, and every restrictive one. A policy without such a condition lets nothing through, and restricts nothing.</summary>
    public static string Of(AccessAnswer answer, string command, Func<PolicyEffect, string?> condition)
    {
        var policies = answer.Policies.Where(p => p.Applies && condition(p) is not null && (p.Command == "ALL" || p.Command == command)).ToList();
        var permissive = policies.Where(static p => p.IsPermissive).Select(p => $"({condition(p)})").ToList();
        var restrictive = policies.Where(static p => !p.IsPermissive).Select(p => $"({condition(p)})");
        return $"({string.Join(" AND ", restrictive.Prepend(permissive.Count == 0 ? "false" : $"({string.Join(" OR ", permissive)})"))})";
    }
}
