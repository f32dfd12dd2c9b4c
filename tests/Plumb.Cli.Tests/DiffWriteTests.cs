namespace Plumb.Cli.Tests;

public sealed class DiffWriteTests(PlumbProgram plumb)
{
    private const string Before =
        """
        CREATE TABLE customer (id int PRIMARY KEY, name text, fax text, age int);
        CREATE TABLE visit (at timestamptz);
        CREATE TABLE obsolete (id int);
        CREATE INDEX customer_name ON customer (name);

        """;

    private const string Wanted =
        """
        CREATE SCHEMA billing;
        CREATE SEQUENCE billing.number START 1000;
        CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL DEFAULT 'unknown', age bigint, email text UNIQUE, initial text GENERATED ALWAYS AS (left(name, 1)) STORED);
        CREATE TABLE visit (at timestamptz DEFAULT now(), customer int REFERENCES customer (id) ON DELETE CASCADE);
        CREATE TABLE billing.invoice (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number bigint NOT NULL DEFAULT nextval('billing.number'), customer int NOT NULL REFERENCES customer (id), amount numeric(12,2) CHECK (amount > 0));
        CREATE UNIQUE INDEX customer_name ON customer (name) WHERE name <> 'unknown';
        CREATE INDEX invoice_customer ON billing.invoice (customer) INCLUDE (amount);
        ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
        COMMENT ON TABLE billing.invoice IS 'What a customer owes';

        """;

    [Fact]
    public async Task The_migration_makes_the_second_schema_and_its_revert_script_the_first_by_pg_dump()
    {
        await using var production = await CreateAsync();
        await using var judge = await CreateAsync(production.Project);
        await judge.PsqlAsync(Wanted);
        var wanted = await judge.DumpAsync();
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("INSERT INTO customer VALUES (1, 'Ada', '123', 36)", "INSERT INTO visit VALUES (now())");
        var before = await production.DumpAsync();

        var written = await production.MustAsync("diff", "production", "wanted", "--write", "grow up", "--allow-drop");
        Assert.StartsWith("note PL567: the revert script loses data of ", written.Output, StringComparison.Ordinal);
        Assert.Contains("column public.customer.email", written.Output, StringComparison.Ordinal);
        var up = await production.MustAsync("up", "--env", "production");
        Assert.Matches("^applied  1 migration in .*, ([0-9]+) of \\1 required checks PASS", up.Verdict);
        Assert.Equal(wanted, await production.DumpAsync());
        Assert.StartsWith("equal  ", (await production.MustAsync("diff", "production", "wanted")).Verdict, StringComparison.Ordinal);

        await production.MustAsync("down", "--env", "production");
        Assert.Equal(Columns(before), Columns(await production.DumpAsync()));
    }

    [Fact]
    public async Task What_is_withheld_stays_and_the_revert_script_leaves_it_alone()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("up", "--env", "production");
        var before = await production.DumpAsync();
        await production.MustAsync("diff", "production", "wanted", "--write", "grow up");
        await production.MustAsync("up", "--env", "production");
        Assert.Contains("CREATE TABLE public.obsolete", await production.DumpAsync(), StringComparison.Ordinal);
        var rest = await production.RunAsync("diff", "production", "wanted");
        Assert.Equal("different  2 objects: 1 only in production, 1 changed", rest.Verdict);
        Assert.Contains("\n  - column fax", rest.Output, StringComparison.Ordinal);

        await production.MustAsync("down", "--env", "production");
        Assert.Equal(before, await production.DumpAsync());
    }

    [Fact]
    public async Task The_online_form_runs_outside_a_transaction_and_ends_the_same()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("up", "--env", "production");
        await production.MustAsync("diff", "production", "wanted", "--write", "grow up", "--allow-drop", "--online");
        var file = Directory.GetFiles(Path.Combine(production.Project.Path, "migrations"), "*_grow_up.sql").Single();
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("\n-- plumb: no-transaction\n", text, StringComparison.Ordinal);
        Assert.Contains("CREATE UNIQUE INDEX CONCURRENTLY", text, StringComparison.Ordinal);
        await production.MustAsync("up", "--env", "production");
        Assert.StartsWith("equal  ", (await production.MustAsync("diff", "production", "wanted")).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_equal_schemas_nothing_is_written()
    {
        await using var production = await CreateAsync();
        var equal = await production.MustAsync("diff", "wanted", "wanted", "--write", "nothing");
        Assert.Equal("equal  there is nothing to write", equal.Verdict);
        Assert.Single(Directory.GetFiles(Path.Combine(production.Project.Path, "migrations")));
    }

    private Task<ServedProject> CreateAsync(TemporaryProject? shared = null) => ServedProject.CreateAsync(
        plumb,
        (shared ?? new TemporaryProject())
            .With("plumb.yaml", "environments:\n  production: { url: \"${APP_DATABASE}\" }\n")
            .With("migrations/1_customers.sql", Before)
            .With("wanted/1_all.sql", Wanted));

    // A column that was dropped and comes back stands at the end of its table.
    private static IEnumerable<string> Columns(string dump) => dump.Split('\n').Select(static l => l.TrimEnd(',')).Order(StringComparer.Ordinal);
}
