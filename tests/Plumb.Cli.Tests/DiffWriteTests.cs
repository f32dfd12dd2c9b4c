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
    public async Task Functions_privileges_and_defaults_are_checked_as_they_were_written_on_the_way_there_and_back()
    {
        await using var production = await CreateAsync();
        production.Project
            .With("migrations/2_more.sql", "CREATE FUNCTION price() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\nGRANT SELECT (name), UPDATE (age) ON customer TO PUBLIC;\nCREATE POLICY mine ON customer USING (true);\n")
            .With("other/1_customers.sql", Before)
            .With("other/2_more.sql", "CREATE FUNCTION price() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2; END $$;\nGRANT SELECT (name) ON customer TO PUBLIC;\nREVOKE EXECUTE ON FUNCTION price() FROM PUBLIC;\nALTER TABLE customer ALTER age SET DEFAULT 18;\nCOMMENT ON TABLE customer IS 'who pays';\n");
        await production.MustAsync("up", "--env", "production");
        await production.MustAsync("diff", "production", "other", "--write", "prices", "--allow-drop");
        var up = await production.MustAsync("up", "--env", "production");
        Assert.Matches("^applied  1 migration in .*, 5 of 5 required checks PASS", up.Verdict);
        Assert.EndsWith("\n-- not checked here: comment of table public.customer\n", await ReadAsync(production, "verify"), StringComparison.Ordinal);

        await production.ExecuteAsync(
            "CREATE OR REPLACE FUNCTION price() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 3; END $$", "GRANT EXECUTE ON FUNCTION price() TO PUBLIC",
            "GRANT UPDATE (age) ON customer TO PUBLIC", "ALTER TABLE customer ALTER age DROP DEFAULT", "CREATE POLICY mine ON customer USING (true)");
        var verify = await production.RunAsync("verify", "--env", "production");
        Assert.Equal(1, verify.ExitCode);
        string[] failed =
        [
            "function public.price() is as it was written", "privileges on function public.price()", "privileges on column public.customer.age",
            "table public.customer has its defaults", "what was dropped of table public.customer is gone",
        ];
        Assert.All(failed, title => Assert.Contains($"\n  ✗ {title} ", verify.Output, StringComparison.Ordinal));

        await production.ExecuteAsync("DROP POLICY mine ON customer");
        var revert = await ReadAsync(production, "revert");
        production.Project.With($"revert/{Name(production, "revert")}", revert.Replace("RETURN 1", "RETURN 4", StringComparison.Ordinal));
        var wrong = await production.RunAsync("down", "--env", "production");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("\n  ✗ function public.price() is as it was written ", wrong.Output, StringComparison.Ordinal);
        production.Project.With($"revert/{Name(production, "revert")}", revert);
        await production.MustAsync("down", "--env", "production");
    }

    [Fact]
    public async Task A_column_that_is_not_there_lacks_its_default()
    {
        await using var production = await CreateAsync();
        production.Project.With("other/1_customers.sql", Before).With("other/2_more.sql", "ALTER TABLE customer ADD COLUMN points int DEFAULT 5;\n");
        await production.MustAsync("up", "--env", "production");
        await production.MustAsync("diff", "production", "other", "--write", "prices");
        await production.MustAsync("up", "--env", "production");
        await production.ExecuteAsync("ALTER TABLE customer DROP COLUMN points");

        Assert.Contains("\n  ✗ table public.customer has its defaults ", (await production.RunAsync("verify", "--env", "production")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_equal_schemas_nothing_is_written()
    {
        await using var production = await CreateAsync();
        var equal = await production.MustAsync("diff", "wanted", "wanted", "--write", "nothing");
        Assert.Equal("equal  there is nothing to write", equal.Verdict);
        Assert.Single(Directory.GetFiles(Path.Combine(production.Project.Path, "migrations")));
    }

    private static string Name(ServedProject project, string folder) => Path.GetFileName(Directory.GetFiles(Path.Combine(project.Project.Path, folder), "*_prices.sql").Single());

    private static Task<string> ReadAsync(ServedProject project, string folder) =>
        File.ReadAllTextAsync(Path.Combine(project.Project.Path, folder, Name(project, folder)), TestContext.Current.CancellationToken);

    private Task<ServedProject> CreateAsync(TemporaryProject? shared = null) => ServedProject.CreateAsync(
        plumb,
        (shared ?? new TemporaryProject())
            .With("plumb.yaml", "environments:\n  production: { url: \"${APP_DATABASE}\" }\n")
            .With("migrations/1_customers.sql", Before)
            .With("wanted/1_all.sql", Wanted));

    // A column that was dropped and comes back stands at the end of its table.
    private static IEnumerable<string> Columns(string dump) => dump.Split('\n').Select(static l => l.TrimEnd(',')).Order(StringComparer.Ordinal);
}
