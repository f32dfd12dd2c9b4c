using Plumb.Catalog;

namespace Plumb.Tests.Catalog;

/// <summary>Access control lists in the server's text form.</summary>
public sealed class AccessControlListTests
{
    [Fact]
    public void Each_privilege_is_read_with_its_grantor_and_grant_option()
    {
        Assert.Equal(
            [
                new HeldPrivilege("anon", "SELECT", "app", true),
                new HeldPrivilege("anon", "INSERT", "app", false),
                new HeldPrivilege("public", "EXECUTE", "app", false),
            ],
            AccessControlList.Parse("{anon=r*a/app,=X/app}"));
    }

    [Fact]
    public void Role_names_may_hold_anything()
    {
        Assert.Equal(
            [new HeldPrivilege("a=b/c, \"d\" \\", "SELECT", "Ünï code", false), new HeldPrivilege("x", "UPDATE", "y-z", false)],
            AccessControlList.Parse("""{"\"a=b/c, \"\"d\"\" \\\"=r/\"Ünï code\"","x=w/\"y-z\""}"""));
    }

    [Fact]
    public void An_empty_list_gives_nothing() => Assert.Empty(AccessControlList.Parse("{}"));

    [Fact]
    public void Only_what_differs_from_the_defaults_is_told()
    {
        var entries = new PrivilegeDifference().Of("{app=ar/app,anon=r/app,writer=r/anon}", "{app=arw/app}", "app");
        Assert.Equal(
            ["grant anon SELECT", "grant writer SELECT by anon", "revoke app UPDATE"],
            entries.Select(static e => $"{e.Kind} {e.Grantee} {e.Arguments}"));
    }
}
