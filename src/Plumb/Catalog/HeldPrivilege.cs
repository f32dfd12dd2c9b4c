namespace Plumb.Catalog;

/// <summary>One privilege that one role gave to another.</summary>
/// <param name="Grantee">Who has it; <c>public</c> for everybody.</param>
/// <param name="Privilege">Such as <c>SELECT</c>.</param>
/// <param name="Grantor">Who gave it.</param>
/// <param name="IsGrantable">Whether the grantee may give it on.</param>
internal readonly record struct HeldPrivilege(string Grantee, string Privilege, string Grantor, bool IsGrantable);
