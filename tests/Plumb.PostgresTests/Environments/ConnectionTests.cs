using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.PostgresTests.Environments;

public sealed class ConnectionTests : IClassFixture<PasswordServer>
{
    private readonly PasswordServer server;

    public ConnectionTests(PasswordServer server)
    {
        this.server = server;
        server.Require();
    }

    private static readonly string[] Words = ["a,\"b", "{c}"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Password => Uri.EscapeDataString(PasswordServer.Password);

    [Fact]
    public async Task A_right_password_lets_in_and_Plumb_says_who_it_is()
    {
        await using var connection = await Target("app").OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(
            "SELECT current_setting('application_name') || ' ' || current_setting('client_encoding') || ' ' || current_user", connection);
        Assert.Equal("plumb UTF8 app", await command.ExecuteScalarAsync(Cancel));
        var identity = await ServerIdentity.AskAsync(connection, Cancel);
        Assert.Equal(("shop", "app", false, false), (identity.Database, identity.Role, identity.IsSuperuser, identity.IsPooled));
        Assert.True(identity.VersionNumber >= 140000);
        Assert.Equal(identity.Version.Split('.')[0], $"{identity.VersionNumber / 10000}");
    }

    [Fact]
    public async Task A_superuser_is_recognised()
    {
        await using var connection = await ConnectionTarget.FromConnectionString("local", server.Superuser).OpenAsync(Cancel);
        Assert.True((await ServerIdentity.AskAsync(connection, Cancel)).IsSuperuser);
    }

    [Fact]
    public async Task Arrays_of_text_are_parameters_and_other_types_are_read_as_text()
    {
        await using var connection = await Target("app").OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT array_to_string($1, '|'), $1, 'pg_class'::regclass, ARRAY['a', NULL]::name[]", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = Words, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using (var reader = await command.ExecuteReaderAsync(Cancel))
        {
            await reader.ReadAsync(Cancel);
            Assert.Equal("a,\"b|{c}", reader.GetString(0));
            Assert.Equal(Words, reader.GetFieldValue<string[]>(1));
        }

        command.AllResultTypesAreUnknown = true;
        await using var text = await command.ExecuteReaderAsync(Cancel);
        await text.ReadAsync(Cancel);
        Assert.Equal(("pg_class", "{a,NULL}"), (text.GetString(2), text.GetString(3)));
    }

    [Theory]
    [InlineData("app", "wrong", "shop", "", "PL023", "28P01")]
    [InlineData("no_such_role", "wrong", "shop", "", "PL023", "28P01")]
    [InlineData("app", null, "shop", "", "PL032", null)]
    [InlineData("app", "", "no_such_database", "", "PL025", "3D000")]
    [InlineData("app", "", "closed", "", "PL024", "42501")]
    [InlineData("rejected", "x", "shop", "", "PL024", "28000")]
    [InlineData("nobody", "", "shop", "", "PL024", "28000")]
    [InlineData("crowded", "", "shop", "", "PL028", "53300")]
    [InlineData("tls_only", "", "shop", "?sslmode=disable", "PL024", "28000")]
    [InlineData("app", "", "shop", "?sslmode=verify-full", "PL027", null)]
    [InlineData("app", "", "shop", "?sslmode=verify-ca", "PL027", null)]
    public async Task A_refusal_is_explained_without_the_password(
        string role, string? password, string database, string parameters, string code, string? state)
    {
        var secret = password is "" ? PasswordServer.Password : password;
        var credentials = secret is null ? role : $"{role}:{Uri.EscapeDataString(secret)}";
        var target = ConnectionTarget.Resolve("staging", $"postgres://{credentials}@127.0.0.1:{server.Port}/{database}{parameters}", _ => null);

        var error = await Assert.ThrowsAsync<DatabaseException>(() => target.OpenAsync(Cancel));

        var finding = Assert.Single(error.Findings);
        Assert.Equal((code, state), (finding.Code.Code, finding.SqlState));
        Assert.Contains($"{role}@127.0.0.1:{server.Port}/{database}", finding.Message, StringComparison.Ordinal);
        Assert.NotNull(finding.Help);
        if (secret?.Length > 2)
        {
            Assert.DoesNotContain(secret, FindingText.Render(finding) + error + target, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(secret), FindingText.Render(finding) + error + target, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "disable", false, false)]
    [InlineData("127.0.0.1", "prefer", false, true)]
    [InlineData("127.0.0.1", "require", false, true)]
    [InlineData("127.0.0.1", "require", true, true)]
    [InlineData("127.0.0.1", "verify-ca", true, true)]
    [InlineData("localhost", "verify-full", true, true)]
    public async Task Every_TLS_mode_works_as_in_libpq(string host, string mode, bool withAuthority, bool isEncrypted)
    {
        var authority = withAuthority ? $"&sslrootcert={server.Certificate}" : "";
        var target = ConnectionTarget.Resolve("staging", $"postgres://app:{Password}@{host}:{server.Port}/shop?sslmode={mode}{authority}", _ => null);
        await using var connection = await target.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", connection);
        Assert.Equal(isEncrypted, await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_not_trusted() => Assert.Equal(
        FindingCodes.TlsNotTrusted,
        await FaultAsync($"postgres://app:{Password}@127.0.0.1:{server.Port}/shop?sslmode=verify-full&sslrootcert={server.Certificate}"));

    [Fact]
    public async Task A_server_without_TLS_is_recognised()
    {
        await server.SwitchTlsAsync("off");
        try
        {
            Assert.Equal(FindingCodes.TlsUnavailable, await FaultAsync($"postgres://app:{Password}@127.0.0.1:{server.Port}/shop?sslmode=require"));
        }
        finally
        {
            await server.SwitchTlsAsync("on");
        }
    }

    [Fact]
    public async Task A_password_file_opens_the_door_unless_others_may_read_it()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, $"127.0.0.1:{server.Port}:*:app:{PasswordServer.Password}\n", Cancel);
            SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var url = $"postgres://app@127.0.0.1:{server.Port}/shop?passfile={path}";
            await using (await ConnectionTarget.Resolve("staging", url, _ => null).OpenAsync(Cancel))
            {
                SetMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            }

            var target = ConnectionTarget.Resolve("staging", url, _ => null);
            var error = await Assert.ThrowsAsync<DatabaseException>(() => target.OpenAsync(Cancel));
            Assert.Equal((FindingCodes.NoPassword, $"chmod 0600 {path}"), (error.Findings[0].Code, error.Findings[0].Help));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Psql_reaches_the_same_database_with_the_variables_for_tools()
    {
        var start = new ProcessStartInfo("psql", ["-XAtc", "SELECT current_user || '@' || current_database() || ':' || inet_server_port()"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PGSERVICE"] = "elsewhere";
        start.Environment["PGHOSTADDR"] = "192.0.2.1";
        foreach (var (name, value) in Target("app").ToolVariables())
        {
            start.Environment[name] = value;
        }

        using var psql = Process.Start(start)!;
        Assert.Equal($"app@shop:{server.Port}", (await psql.StandardOutput.ReadToEndAsync(Cancel)).Trim());
    }

    [Fact]
    [Trait("Row", "CH-13")]
    public async Task A_pooler_is_recognised_by_the_process_id_that_it_makes_up()
    {
        Assert.SkipUnless(server.HasPooler, "no PgBouncer");
        var target = ConnectionTarget.Resolve("staging", $"postgres://app:x@127.0.0.1:{server.PoolerPort}/shop?sslmode=disable", _ => null);
        await using var connection = await target.OpenAsync(Cancel);
        var identity = await ServerIdentity.AskAsync(connection, Cancel);
        Assert.Equal(("shop", "app", true), (identity.Database, identity.Role, identity.IsPooled));
    }

    [Fact]
    [Trait("Row", "CH-13")]
    public async Task A_setting_that_a_pooler_refuses_is_explained()
    {
        Assert.SkipUnless(server.HasPooler, "no PgBouncer");
        var url = $"postgres://app:x@127.0.0.1:{server.PoolerPort}/shop?sslmode=disable&options=-c%20geqo%3Doff";
        var target = ConnectionTarget.Resolve("staging", url, _ => null);
        var error = await Assert.ThrowsAsync<DatabaseException>(() => target.OpenAsync(Cancel));
        Assert.Contains("remove options", error.Findings[0].Help, StringComparison.Ordinal);
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no such permissions");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static async Task<FindingCode> FaultAsync(string url)
    {
        var target = ConnectionTarget.Resolve("staging", url, _ => null);
        return (await Assert.ThrowsAsync<DatabaseException>(() => target.OpenAsync(Cancel))).Findings[0].Code;
    }

    private ConnectionTarget Target(string role) =>
        ConnectionTarget.Resolve("staging", $"postgres://{role}:{Password}@127.0.0.1:{server.Port}/shop", _ => null);
}
