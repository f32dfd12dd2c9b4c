using Plumb.Environments;

namespace Plumb.Tests.Environments;

public sealed class PasswordFileTests
{
    [Theory]
    [InlineData("h:5432:d:u:pw", "pw")]
    [InlineData("*:*:*:*:pw", "pw")]
    [InlineData("h:5432:d:u:p\\:w\\\\x", "p:w\\x")]
    [InlineData("h:5432:d:u:p:w", "p")]
    [InlineData("h:5432:d:other:pw", null)]
    [InlineData("h:5432:d:u", null)]
    [InlineData("# h:5432:d:u:pw", null)]
    [InlineData("\\*:5432:d:u:pw", null)]
    [InlineData("h:*:d", null)]
    public void A_line_matches_as_in_libpq(string line, string? password) =>
        Assert.Equal(password, PasswordFile.Match(line, ["h", "5432", "d", "u"]));

    [Fact]
    public void The_first_line_that_matches_gives_the_password_and_a_URL_goes_before_it()
    {
        using var folder = new Migrations.TemporaryProject();
        var path = Write(folder, "x:*:*:*:no\nh:*:*:u:yes\n*:*:*:*:later\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string? Variables(string name) => name == "PGPASSFILE" ? path : null;
        Assert.Equal("yes", ConnectionTarget.Resolve("e", "postgres://u@h/d", Variables).ToolVariables()["PGPASSWORD"]);
        Assert.Equal("own", ConnectionTarget.Resolve("e", "postgres://u:own@h/d", Variables).ToolVariables()["PGPASSWORD"]);
        Assert.Equal("yes", ConnectionTarget.Resolve("e", $"host=h user=u passfile='{path}'", _ => null).ToolVariables()["PGPASSWORD"]);
    }

    [Fact]
    public void A_file_that_others_may_read_is_left_out()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no such permissions");
        using var folder = new Migrations.TemporaryProject();
        var path = Write(folder, "*:*:*:*:pw\n", UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Null(ConnectionTarget.Resolve("e", "postgres://u@h/d", n => n == "PGPASSFILE" ? path : null).ToolVariables()["PGPASSWORD"]);
    }

    private static string Write(Migrations.TemporaryProject folder, string text, UnixFileMode mode)
    {
        folder.Write("pgpass", text);
        var path = Path.Combine(folder.Root, "pgpass");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return path;
    }
}
