using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Tests.Environments;

public sealed class ConnectionTargetTests
{
    private const string Secret = "s3cr3t-w0rd";

    private static ConnectionTarget Resolve(string url, params (string Name, string Value)[] variables) =>
        ConnectionTarget.Resolve("staging", url, Lookup(variables));

    private static Func<string, string?> Lookup(params (string Name, string Value)[] variables) =>
        name => variables.Where(v => v.Name == name).Select(v => v.Value).FirstOrDefault();

    [Theory]
    [InlineData("postgres://app:x@db.example.com:6543/shop", "app@db.example.com:6543/shop")]
    [InlineData("postgresql://app@db.example.com", "app@db.example.com:5432/app")]
    [InlineData("postgres://app@[::1]:5433/shop", "app@[::1]:5433/shop")]
    [InlineData("postgresql:///shop?host=/var/run/pg&user=app", "app@/var/run/pg:5432/shop")]
    [InlineData("postgres://%61pp:x@%2Fvar%2Frun%2Fpg/shop%20two", "app@/var/run/pg:5432/shop two")]
    [InlineData("host=h port=5433 dbname=shop user=app", "app@h:5433/shop")]
    [InlineData("host = h dbname = 'my shop' user='it\\'s'", "it's@h:5432/my shop")]
    [InlineData("Host=h;Port=5433;Database=shop;Username=app", "app@h:5433/shop")]
    [InlineData("Server=h;User Id=app;Database=\"a;b\"", "app@h:5432/a;b")]
    [InlineData("User ID=app;Server=h;Pooling=true;Maximum Pool Size=3", "app@h:5432/app")]
    [InlineData("Host=h;Password=two words;Username=app", "app@h:5432/app")]
    [InlineData("postgres://app@h:5432/shop?pgbouncer=true&connection_limit=1", "app@h:5432/shop")]
    public void Every_form_of_a_connection_string_is_read(string url, string shown) => Assert.Equal(shown, Resolve(url).ToString());

    [Theory]
    [InlineData("postgres://u:p%40ss%2Fw%25@h/d", "p@ss/w%")]
    [InlineData("host=h password='with space' user=u", "with space")]
    [InlineData("host=h password=a\\'b;c user=u", "a'b;c")]
    [InlineData("Host=h;Password=\"a;\"\"b\";Username=u", "a;\"b")]
    [InlineData("Host=h;Password=a=b==;Username=u", "a=b==")]
    [InlineData("postgres://h/d?password=p%26q&user=u", "p&q")]
    public void A_password_is_read_with_its_escapes(string url, string password) =>
        Assert.Equal(password, Resolve(url).ToolVariables()["PGPASSWORD"]);

    [Fact]
    public void What_a_URL_leaves_out_comes_from_the_variables()
    {
        var target = Resolve(
            "postgres://h/", ("PGHOST", "other"), ("PGPORT", "5433"), ("PGUSER", "app"), ("PGDATABASE", "shop"),
            ("PGPASSWORD", Secret), ("PGSSLMODE", "require"), ("PGOPTIONS", "-c geqo=off"), ("PGAPPNAME", "me"));
        Assert.Equal("app@h:5433/shop", target.ToString());
        var tools = target.ToolVariables();
        Assert.Equal((Secret, "require", "-c geqo=off", "me"), (tools["PGPASSWORD"], tools["PGSSLMODE"], tools["PGOPTIONS"], tools["PGAPPNAME"]));
    }

    [Fact]
    public void Variables_that_would_lead_a_tool_elsewhere_are_removed()
    {
        var tools = Resolve("postgres://app@h:5433/shop").ToolVariables();
        Assert.Equal(("h", "5433", "app", "shop"), (tools["PGHOST"], tools["PGPORT"], tools["PGUSER"], tools["PGDATABASE"]));
        Assert.All(["PGSERVICE", "PGHOSTADDR", "PGPASSWORD", "PGSSLROOTCERT"], name => Assert.Null(tools[name]));
        Assert.All(["PGSERVICE", "PGHOSTADDR", "PGPASSWORD", "PGSSLROOTCERT"], name => Assert.True(tools.ContainsKey(name)));
    }

    [Fact]
    public void Without_a_URL_one_of_the_variables_must_say_where_the_database_is()
    {
        Assert.Equal("app@h:5432/app", Resolve("", ("PGHOST", "h"), ("PGUSER", "app")).ToString());
        Assert.Equal(FindingCodes.NoConnectionVariables, Fault("", ("PGUSER", "app")).Code);
    }

    [Fact]
    public void Variables_in_a_URL_are_replaced_and_may_have_a_default()
    {
        Assert.Equal("app@h:5432/shop", Resolve("${URL}", ("URL", "postgres://app@h/shop")).ToString());
        Assert.Equal("app@h:5433/shop", Resolve("postgres://app@${HOST:-h}:${PORT:-5432}/shop", ("PORT", "5433")).ToString());
    }

    [Fact]
    public void An_unset_variable_is_named_with_its_place_and_the_way_to_set_it()
    {
        var environment = new EnvironmentConfiguration("staging", "${STAGING_URL}") { Place = new Place("plumb.yaml", 3, 12) };
        var finding = Assert.Single(Assert.Throws<UsageException>(() => ConnectionTarget.Resolve(environment, _ => null)).Findings);
        Assert.Equal((FindingCodes.UnsetVariable, 3), (finding.Code, finding.Place!.Line));
        Assert.Contains("STAGING_URL", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith("export STAGING_URL=", finding.Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://h/d?sslmod=require", "PL011", "write sslmode")]
    [InlineData("host=h hots=h", "PL011", "write host")]
    [InlineData("postgres://h/d?banana=1", "PL011", "remove it, or use one of libpq's: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS")]
    [InlineData("postgres://h/d?sslmode=requir", "PL010", "write sslmode=require")]
    [InlineData("postgres://h/d?hostaddr=1.2.3.4", "PL012", "remove hostaddr")]
    [InlineData("postgres://a,b/d", "PL012", "keep only the primary's host")]
    [InlineData("host=a,b dbname=d", "PL012", "keep only the primary's host")]
    [InlineData("postgres://h/d?target_session_attrs=standby", "PL012", "remove target_session_attrs")]
    [InlineData("host=h client_encoding=latin1", "PL012", "remove client_encoding")]
    [InlineData("host=h connect_timeout=soon", "PL010", "write connect_timeout=10")]
    [InlineData("$STAGING_URL", "PL010", "write ${STAGING_URL}")]
    [InlineData("${STAGING_URL", "PL010", "write ${NAME} or ${NAME:-default}")]
    [InlineData("staging", "PL010", "write postgres://role:password@host:5432/database?sslmode=require or host=… port=5432 dbname=… user=…")]
    [InlineData("postgres://u:p@ss/w@h:5432/d", "PL010", "percent-encode the password: @ is %40, : is %3A, / is %2F, ? is %3F, # is %23, % is %25")]
    [InlineData("postgres://u:p@ss?w@h:5432/d", "PL010", "percent-encode the password: @ is %40, : is %3A, / is %2F, ? is %3F, # is %23, % is %25")]
    [InlineData("mysql://h/d", "PL010", "write postgres://role:password@host:5432/database?sslmode=require")]
    [InlineData("postgres://h/d?sslmode", "PL010", "write sslmode=…, and a value with spaces in single quotes")]
    [InlineData("postgres://u:p%4@h/d", "PL010", "write %25 for a percent sign")]
    [InlineData("postgres://[::1/d", "PL010", "write it as postgres://role@[::1]:5432/database")]
    public void A_wrong_connection_string_is_explained(string url, string code, string help)
    {
        var finding = Fault(url);
        Assert.Equal((code, help), (finding.Code.Code, finding.Help));
    }

    [Theory]
    [InlineData($"postgres://u:{Secret}@x@h/d")]
    [InlineData($"postgres://u:{Secret}/x@h/d")]
    [InlineData($"postgres://u:12/{Secret}@h/d")]
    [InlineData($"postgres://u:12?{Secret}@h/d")]
    [InlineData($"postgres://u:{Secret}%zz@h/d")]
    [InlineData($"postgres://u:{Secret}@h:port/d")]
    [InlineData($"postgres://u:{Secret}@h/d?{Secret}!=1")]
    [InlineData($"postgres://u:{Secret}@h/d?sslmode={Secret}!")]
    [InlineData($"host=h password={Secret} x {Secret}")]
    [InlineData($"host=h password='{Secret}")]
    [InlineData($"Host=h;Password={Secret};{Secret}")]
    [InlineData($"Host=h;Password=\"{Secret}")]
    [InlineData($"host=h password=a {Secret}&=x")]
    public void An_error_in_a_connection_string_never_repeats_its_password(string url)
    {
        var error = Assert.Throws<UsageException>(() => Resolve(url));
        Assert.DoesNotContain(Secret, FindingText.Render(error.Findings) + error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_never_shows_its_password()
    {
        var target = Resolve($"postgres://u:{Secret}@h/d?sslpassword={Secret}");
        Assert.DoesNotContain(Secret, target.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, new EnvironmentConfiguration("staging", $"postgres://u:{Secret}@h/d").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_connection_string_takes_nothing_from_the_variables()
    {
        var target = ConnectionTarget.FromConnectionString("local", $"Host=/run/pg;Port=5433;Username=app;Password={Secret};Database=shop");
        Assert.Equal("app@/run/pg:5433/shop", target.ToString());
        Assert.Equal(("local", Secret), (target.Environment, target.ToolVariables()["PGPASSWORD"]));
    }

    [Fact]
    public void A_service_is_read_from_its_file_and_the_URL_goes_before_it()
    {
        using var folder = new Migrations.TemporaryProject();
        folder.Write("services", "# mine\n[other]\nhost=no\n[shop]\nhost=h\nport=5433\ndbname=shop\nuser=app\n");
        var variables = Lookup(("PGSERVICEFILE", Path.Combine(folder.Root, "services")), ("PGUSER", "nobody"));
        Assert.Equal("app@h:5433/x", ConnectionTarget.Resolve("e", "service=shop dbname=x", variables).ToString());
        var error = Assert.Throws<UsageException>(() => ConnectionTarget.Resolve("e", "service=shp", variables));
        Assert.Equal((FindingCodes.UnknownService, "write service=shop"), (error.Findings[0].Code, error.Findings[0].Help));
    }

    private static Finding Fault(string url, params (string Name, string Value)[] variables) =>
        Assert.Single(Assert.Throws<UsageException>(() => Resolve(url, variables)).Findings);
}
