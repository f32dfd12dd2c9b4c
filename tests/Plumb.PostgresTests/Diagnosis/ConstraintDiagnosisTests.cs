using Plumb.Findings;
using Plumb.PostgresTests.Execution;

namespace Plumb.PostgresTests.Diagnosis;

/// <summary>What a constraint refuses is listed from the database, as it is after the rollback.</summary>
public sealed class ConstraintDiagnosisTests(PostgresServer server)
{
    private const string Setup =
        """
        CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE);
        CREATE TABLE child (id int, parent_id int, kind text, note text);
        INSERT INTO parent VALUES (1, 'a');
        INSERT INTO child SELECT n, n, CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END, NULL FROM generate_series(1, 8) n;
        """;

    [Theory]
    [InlineData("ALTER TABLE child ALTER note SET NOT NULL", "PL208", "row id 1  parent_id 1  kind odd  note NULL|… 3 more rows")]
    [InlineData("ALTER TABLE child ADD COLUMN c int NOT NULL", "PL208", "child has 8 rows, which would hold NULL in the new column c")]
    [InlineData("ALTER TABLE child ADD CONSTRAINT k CHECK (kind <> 'even')", "PL209", "row id 2  parent_id 2  kind even  note NULL")]
    [InlineData("CREATE UNIQUE INDEX u ON child (kind)", "PL206", "row kind even  count 4|row kind odd  count 4")]
    [InlineData("CREATE UNIQUE INDEX u ON child (kind) WHERE kind = 'odd'", "PL206", "row kind odd  count 4")]
    [InlineData("ALTER TABLE child ADD CONSTRAINT u UNIQUE (kind)", "PL206", "row kind even  count 4")]
    [InlineData("INSERT INTO parent VALUES (1, 'b')", "PL206", "row id 1  code a")]
    [InlineData("ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES parent", "PL207", "7 rows of child refer to 7 rows that parent lacks|missing id = 2, for 1 row|… 2 more")]
    [InlineData("ALTER TABLE child ADD FOREIGN KEY (kind) REFERENCES parent (code)", "PL207", "8 rows of child refer to 2 rows that parent lacks|missing code = even, for 4 rows")]
    [InlineData("ALTER TABLE child ADD CONSTRAINT k CHECK (id > 0) NOT VALID, ADD CONSTRAINT k2 CHECK (parent_id < 5) NOT VALID;\nALTER TABLE child VALIDATE CONSTRAINT k2", "PL209", "")]
    public async Task The_rows_at_fault_are_listed(string statement, string code, string lines)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_a.sql", $"{statement};\n"));
        await project.ExecuteAsync(Setup);

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal(code, finding.Code.Code);
        Assert.All(lines.Split('|', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(finding.Details, d => d.Replace("public.", "", StringComparison.Ordinal) == line));
    }

    [Theory]
    [InlineData("ALTER TABLE child VALIDATE CONSTRAINT k", "PL209", "demands  k: CHECK ((parent_id < 5)) NOT VALID|row id 5  parent_id 5  kind odd  note NULL")]
    [InlineData("ALTER TABLE child VALIDATE CONSTRAINT f", "PL207", "missing id = 2, for 1 row")]
    [InlineData("INSERT INTO child VALUES (9, 9, 'odd')", "PL209", "demands  k: CHECK ((parent_id < 5)) NOT VALID")]
    [InlineData("DELETE FROM parent", "PL207", "row id 1  parent_id 1  kind odd  note NULL")]
    public async Task Constraints_that_are_there_say_what_they_demand(string statement, string code, string lines)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_a.sql", $"{statement};\n"));
        await project.ExecuteAsync(
            $"{Setup}ALTER TABLE child ADD CONSTRAINT k CHECK (parent_id < 5) NOT VALID; ALTER TABLE child ADD CONSTRAINT f FOREIGN KEY (parent_id) REFERENCES parent NOT VALID;");

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal(code, finding.Code.Code);
        Assert.All(lines.Split('|'), line => Assert.Contains(line, finding.Details));
    }

    [Fact]
    public async Task NULLs_are_no_duplicates()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_a.sql", "CREATE UNIQUE INDEX u ON child (note, kind);\n"));
        await project.ExecuteAsync($"{Setup}UPDATE child SET note = 'x' WHERE id IN (1, 3);");

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal(["row note x  kind odd  count 2"], finding.Details.Where(static d => d.StartsWith("row ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Two_rows_that_exclude_each_other_come_with_the_constraint()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_a.sql", "INSERT INTO booking VALUES ('[3,5)');\n"));
        await project.ExecuteAsync("CREATE TABLE booking (during int4range, CONSTRAINT apart EXCLUDE USING gist (during WITH &&)); INSERT INTO booking VALUES ('[1,4)');");

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal(FindingCodes.ExclusionViolation, finding.Code);
        Assert.Contains("demands  apart: EXCLUDE USING gist (during WITH &&)", finding.Details);
        Assert.Contains("row during [1,4)", finding.Details);
    }

    [Theory]
    [InlineData(false, "row room 1  during [1,4)|row room 1  during [3,5)")]
    [InlineData(true, "")]
    public async Task Rows_that_keep_an_exclusion_constraint_from_being_made_are_the_first_two_that_conflict(bool masks, string lines)
    {
        await using var project = await TestProject.CreateAsync(
            server, ("migrations/1_a.sql", "ALTER TABLE booking ADD CONSTRAINT apart EXCLUDE USING gist (int4range(room, room, '[]') WITH =, during WITH &&);\n"));
        await project.ExecuteAsync("CREATE TABLE booking (room int, during int4range); INSERT INTO booking VALUES (1, '[1,4)'), (1, '[3,5)'), (2, '[1,4)');");
        project.Execution = new() { Checks = new() { MaskValues = masks } };

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Equal(FindingCodes.ExclusionViolation, finding.Code);
        Assert.Equal(masks ? [] : lines.Split('|'), finding.Details.Where(static d => d.StartsWith("row ", StringComparison.Ordinal)));
        Assert.DoesNotContain(masks ? "[3,5)" : "hidden", FindingText.Render(finding).Replace(finding.Place!.SourceLine!, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_a_type_of_their_own_are_compared_as_the_foreign_key_does()
    {
        await using var project = await TestProject.CreateAsync(
            server, ("migrations/1_a.sql", "ALTER TABLE pet ADD CONSTRAINT owned FOREIGN KEY (owner) REFERENCES person;\n"));
        await project.ExecuteAsync(
            "CREATE SCHEMA kinds; CREATE EXTENSION citext SCHEMA kinds; CREATE TABLE person (name kinds.citext PRIMARY KEY); CREATE TABLE pet (owner kinds.citext);"
            + "INSERT INTO person VALUES ('Ada'); INSERT INTO pet VALUES ('ADA'), ('Bea'), ('BEA');");

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Contains("2 rows of public.pet refer to 1 row that public.person lacks", finding.Details);
    }

    [Fact]
    public async Task Masked_rows_are_counted_and_not_shown()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_a.sql", "ALTER TABLE child ADD CONSTRAINT k CHECK (kind <> 'even');\n"));
        await project.ExecuteAsync(Setup);
        project.Execution = new() { Checks = new() { MaskValues = true } };

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Contains("4 rows", finding.Details);
        Assert.DoesNotContain(finding.Details, static d => d.StartsWith("row ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INSERT INTO account SELECT code FROM source")]
    [InlineData("DELETE FROM account")]
    [InlineData("ALTER TABLE source ADD CHECK (code <> 'x'), ADD FOREIGN KEY (code) REFERENCES empty")]
    public async Task Masked_values_appear_nowhere(string statement)
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_a.sql", $"{statement};\n"));
        await project.ExecuteAsync(
            """
            CREATE TABLE account (code text PRIMARY KEY); CREATE TABLE empty (code text PRIMARY KEY);
            CREATE TABLE source (code text REFERENCES account);
            INSERT INTO account VALUES ('s3cret'); INSERT INTO source VALUES ('s3cret');
            """);
        project.Execution = new() { Checks = new() { MaskValues = true } };

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.StartsWith("23", finding.SqlState, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", FindingText.Render(finding), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_outside_a_transaction_is_explained_too()
    {
        await using var project = await TestProject.CreateAsync(server, ("migrations/1_a.sql", "-- plumb: no-transaction\nSELECT 1;\nALTER TABLE child ADD CONSTRAINT k CHECK (kind <> 'even');\n"));
        await project.ExecuteAsync(Setup);

        var finding = Told.OneFinding(await project.UpAsync());

        Assert.Contains("row id 2  parent_id 2  kind even  note NULL", finding.Details);
    }

    [Fact]
    public async Task A_SQL_function_is_shown_at_its_statement()
    {
        await using var project = await TestProject.CreateAsync(
            server,
            ("migrations/1_f.sql", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT 1;\n  SELECT 1 / (SELECT 0);\n$$;\n"),
            ("migrations/2_a.sql", "SELECT f();\n"));

        var finding = Told.OneFinding(await project.UpAsync());

        var related = Assert.Single(finding.Related);
        Assert.Equal("migrations/1_f.sql:3:3", related.Place.ToString());
    }
}
