using Plumb.Catalog;

namespace Plumb.Diffing.Rules;

/// <summary>Writes roles as grantees; no role can be called <c>public</c>.</summary>
internal static class RoleName
{
    public static string Of(string name) => name == AccessControlList.Public ? "PUBLIC" : Findings.SqlName.Quoted(name);
}
