namespace Plumb.Diagnosis;

/// <summary>What the catalog says about a table, a role and a command: the row of <c>access.sql</c>.</summary>
internal sealed record AccessFacts(string?[] Row)
{
    public string TableId => Row[0]!;

    public string Table => Row[1]!;

    public string Schema => Row[2]!;

    /// <summary>The table's name alone, as the expressions of policies write it.</summary>
    public string Alias => Row[3]!;

    public bool IsView => Row[4] is "v" or "m";

    public string Owner => Row[5]!;

    public bool HasRowSecurity => Is(6);

    public bool IsForced => Is(7);

    public bool IsSuperuser => Is(8);

    public bool BypassesRowSecurity => Is(9);

    public bool IsOwner => Is(10);

    public bool HasSchemaUsage => Is(11);

    public bool HasPrivilege => Is(12);

    public bool HasColumnPrivilege => Is(13);

    public bool MayRead => Is(14);

    /// <summary>The roles, or PUBLIC, through which the role has the privilege.</summary>
    public string? PrivilegeThrough => Row[15];

    public string? UsageThrough => Row[16];

    /// <summary>To whom the privilege was granted.</summary>
    public string? Granted => Row[17];

    /// <summary>Whether the connecting role may become the role.</summary>
    public bool CanBecome => Is(18);

    public bool IsSecurityInvoker => Row[19]?.Contains("security_invoker=true", StringComparison.Ordinal) == true || Row[19]?.Contains("security_invoker=on", StringComparison.Ordinal) == true;

    public string SchemaOwner => Row[20]!;

    /// <summary>Whether policies decide for the role.</summary>
    public bool PoliciesApply => HasRowSecurity && !IsSuperuser && !BypassesRowSecurity && (!IsOwner || IsForced);

    private bool Is(int column) => Row[column] is "true";
}
