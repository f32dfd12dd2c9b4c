using Plumb.Execution;

namespace Plumb.PostgresTests.Execution;

/// <summary>One chain in the ways of several tools: applied and taken back on a server.</summary>
public sealed class FileStyleTests(PostgresServer server)
{
    private const string Users = "CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);\n";
    private const string NoUsers = "DROP TABLE users;\n";
    private const string Index = "CREATE INDEX CONCURRENTLY users_name ON users (name);\n";
    private const string NoIndex = "DROP INDEX CONCURRENTLY users_name;\n";

    private static readonly Dictionary<string, (string Path, string Text)[]> Chains = new(StringComparer.Ordinal)
    {
        ["golang-migrate"] =
        [
            ("migrations/9_users.up.sql", Users), ("migrations/9_users.down.sql", NoUsers), ("migrations/10_index.up.sql", Index), ("migrations/10_index.down.sql", NoIndex),
        ],
        ["dbmate"] =
        [
            ("db/migrations/20250112093000_users.sql", $"-- migrate:up\n{Users}\n-- migrate:down\n{NoUsers}"),
            ("db/migrations/20250113093000_index.sql", $"-- migrate:up transaction:false\n{Index}\n-- migrate:down transaction:false\n{NoIndex}"),
        ],
        ["goose"] =
        [
            ("migrations/00001_users.sql", $"-- +goose Up\n{Users}-- +goose Down\n{NoUsers}"),
            ("migrations/00002_index.sql", $"-- +goose NO TRANSACTION\n-- +goose Up\n{Index}-- +goose Down\n{NoIndex}"),
        ],
        ["Diesel"] =
        [
            ("migrations/2025-01-12-093000_users/up.sql", Users), ("migrations/2025-01-12-093000_users/down.sql", NoUsers),
            ("migrations/2025-01-13-093000_index/up.sql", Index), ("migrations/2025-01-13-093000_index/down.sql", NoIndex),
            ("migrations/2025-01-13-093000_index/metadata.toml", "run_in_transaction = false\n"),
        ],
        ["Flyway"] =
        [
            ("db/migration/V1.9__users.sql", Users), ("db/migration/U1.9__users.sql", NoUsers), ("db/migration/V1.10__index.sql", Index), ("db/migration/U1.10__index.sql", NoIndex),
        ],
        ["Sqitch"] =
        [
            ("sqitch.plan", "%project=app\nusers 2025-01-12T09:30:00Z A <a@b.c>\nindex [users] 2025-01-13T09:30:00Z A <a@b.c>\n"),
            ("deploy/users.sql", $"BEGIN;\n{Users}COMMIT;\n"), ("revert/users.sql", $"BEGIN;\n{NoUsers}COMMIT;\n"), ("deploy/index.sql", Index), ("revert/index.sql", NoIndex),
            ("verify/users.sql", "BEGIN;\nSELECT id, name FROM users WHERE false;\nROLLBACK;\n"),
        ],
    };

    public static TheoryData<string> Tools => [.. Chains.Keys];

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_chain_of_another_tool_is_applied_and_taken_back_as_it_is(string tool)
    {
        await using var project = await TestProject.CreateAsync(server, Chains[tool]);
        var empty = await project.DumpAsync();
        Assert.Equal(tool, project.Read().Tool);
        await project.MustApplyAsync();
        Assert.Equal("users_name", await project.ScalarAsync("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'users'::regclass AND indisvalid AND NOT indisprimary"));
        await project.AssertLedgerAsync([.. project.Read().Versioned.Select(static m => m.Id)]);
        await project.MustTakeBackAsync(new DowngradeOptions { All = true });
        Assert.Equal(empty, await project.DumpAsync());
    }

    [Fact]
    public async Task A_failing_verify_script_of_Sqitch_rolls_its_change_back()
    {
        await using var project = await TestProject.CreateAsync(
            server, [.. Chains["Sqitch"], ("verify/index.sql", "BEGIN;\nSELECT nothing FROM users;\nROLLBACK;\n")]);
        project.Write(("deploy/index.sql", "CREATE INDEX users_name ON users (name);\n"), ("revert/index.sql", "DROP INDEX users_name;\n"));
        var result = await project.UpAsync();
        Assert.False(result.Succeeded);
        await project.AssertLedgerAsync("users");
        Assert.Equal("1", await project.ScalarAsync("SELECT count(*) FROM pg_index WHERE indrelid = 'users'::regclass"));
    }

    [Fact]
    public async Task What_dbmate_itself_does_with_a_chain_is_what_Plumb_does()
    {
        Assert.SkipWhen(Dbmate.Program is null, "dbmate is not installed (s/setup)");
        await using var mine = await TestProject.CreateAsync(server, Chains["dbmate"]);
        await using var theirs = await TestProject.CreateAsync(server, Chains["dbmate"]);
        await mine.MustApplyAsync();
        await Dbmate.UpAsync(theirs.Root, theirs.ConnectionString);
        await theirs.ExecuteAsync("DROP TABLE schema_migrations");
        Assert.Equal(await theirs.DumpAsync(), await mine.DumpAsync());
    }
}
