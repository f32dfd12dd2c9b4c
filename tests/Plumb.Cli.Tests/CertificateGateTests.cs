using System.Text.Json;

namespace Plumb.Cli.Tests;

/// <summary>A protected environment takes only what was proven as it is, or what is given a reason for the ledger.</summary>
public sealed class CertificateGateTests(PlumbProgram plumb)
{
    [Fact]
    public async Task Without_a_certificate_nothing_is_changed_and_the_commands_that_go_on_are_named()
    {
        await using var production = await CreateAsync();
        var before = await production.DumpAsync();

        var refused = await production.RunAsync("up", "--env", "production", "--yes");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error PL732: production is protected, and there is no plumb.proof.json\n", refused.Output, StringComparison.Ordinal);
        Assert.Contains("   means  the chain was not proven", refused.Output, StringComparison.Ordinal);
        Assert.Contains(
            "   do     plumb prove --env production\n          then run: plumb up --env production\n          or go on without, with a reason for the ledger: plumb up --env production --unproven \"why\"\n",
            refused.Output,
            StringComparison.Ordinal);
        Assert.Equal("not applied  nothing was changed", refused.Verdict);
        Assert.Equal(before, await production.DumpAsync());
        await production.ExecuteAsync("DO $$ BEGIN ASSERT to_regnamespace('plumb') IS NULL; END $$");
    }

    [Fact]
    public async Task A_certificate_that_holds_lets_it_through_until_a_file_changes()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("prove");
        var applied = await production.MustAsync("up", "--env", "production", "--yes", "--unproven", "not needed");
        Assert.Contains("--unproven is not needed in production, and its reason is not recorded\n", applied.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not needed", await production.LedgerAsync(), StringComparison.Ordinal);

        production.Project.With("migrations/20250102000000_tags.sql", "CREATE TABLE tag (id int);\n");
        var refused = await production.RunAsync("up", "--env", "production", "--yes");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("production is protected, and plumb.proof.json is about another state of the chain", refused.Output, StringComparison.Ordinal);
        Assert.Contains("found  new since: 20250102000000_tags\n", refused.Output, StringComparison.Ordinal);

        File.Delete(Path.Combine(production.Project.Path, "plumb.proof.json"));
        File.Delete(Path.Combine(production.Project.Path, "migrations/20250102000000_tags.sql"));
        Assert.StartsWith("up to date  ", (await production.MustAsync("up", "--env", "production", "--yes")).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_to_go_on_without_stands_in_the_ledgers_hash_chain_and_in_status()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("up", "--env", "production", "--yes", "--unproven", "incident 4711");

        Assert.Contains("<unproven>incident 4711</unproven>", await production.LedgerAsync(), StringComparison.Ordinal);
        var status = await production.MustAsync("status", "--env", "production");
        Assert.Contains(", unproven\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("note PL314: 20250101000000_notes ran without a proof: incident 4711\n", status.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await production.MustAsync("status", "--env", "production", "--format", "json")).Output);
        Assert.Equal("incident 4711", json.RootElement.GetProperty("status")[0].GetProperty("environments").GetProperty("production").GetProperty("unproven").GetString());

        await production.ExecuteAsync("ALTER TABLE plumb.event DISABLE TRIGGER append_only", "UPDATE plumb.event SET unproven = NULL");
        Assert.Contains("PL305", (await production.RunAsync("status", "--env", "production")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_demanded_now_counts_and_not_what_was_demanded_then()
    {
        await using var production = await CreateAsync();
        production.Project.With("migrations/20250102000000_tags.sql", "CREATE TABLE tag (id int);\n");
        await production.MustAsync("prove");

        Demand(production, "prove: { reversible: required }\n");
        var refused = await production.RunAsync("up", "--env", "production", "--yes");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("plumb.proof.json does not show what is demanded now", refused.Output, StringComparison.Ordinal);
        Assert.Contains("found  reversible of 20250102000000_tags: no revert script\n", refused.Output, StringComparison.Ordinal);
        Assert.Contains("error PL731", (await production.RunAsync("prove", "--check")).Output, StringComparison.Ordinal);

        Demand(production, "prove: { reversible: off }\n");
        await production.MustAsync("prove", "--check");
        await production.MustAsync("prove");
        Demand(production, "");
        Assert.Contains("found  reversible was not looked at\n", (await production.RunAsync("up", "--env", "production", "--yes")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_of_another_environments_migrations_is_none_and_each_has_its_own_in_one_certificate()
    {
        await using var production = await CreateAsync();
        production.Project.With("migrations/20250102000000_tags.sql", "-- plumb: only production\nCREATE TABLE tag (id int);\n");
        await production.MustAsync("prove");

        var refused = await production.RunAsync("up", "--env", "production", "--yes");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("production is protected, and plumb.proof.json is about the migrations of local", refused.Output, StringComparison.Ordinal);
        Assert.Contains("found  not proven: 20250102000000_tags runs in production\n", refused.Output, StringComparison.Ordinal);

        await production.MustAsync("prove", "--env", "production");
        await production.MustAsync("prove", "--check", "--env", "local");
        await production.MustAsync("up", "--env", "production", "--yes");
        production.Project.With("revert/20250102000000_tags.sql", "DROP TABLE tag;\n");
        await production.MustAsync("prove", "--env", "production");
        Assert.Equal(1, (await production.RunAsync("prove", "--check", "--env", "local")).ExitCode);
    }

    [Fact]
    public async Task What_decided_the_proof_beside_the_files_is_named_when_it_has_changed()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("prove");
        Demand(production, "prove: { budgets: { default: 100ms } }\n");
        var refused = await production.RunAsync("up", "--env", "production", "--yes");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error PL732: production is protected, and plumb.proof.json was made under other conditions\n   found  the budget of default: the usual one then, 100 ms now\n", refused.Output, StringComparison.Ordinal);
        Assert.Contains("error PL725", (await production.RunAsync("prove", "--check")).Output, StringComparison.Ordinal);

        Demand(production, "prove: { group-by: prefix }\n");
        Assert.Contains("what is taken back as one (group-by): nothing then, prefix:8 now", (await production.RunAsync("prove", "--check")).Output, StringComparison.Ordinal);
        await production.MustAsync("prove");
        await production.MustAsync("up", "--env", "production", "--yes");
    }

    [Fact]
    public async Task A_proof_on_another_major_version_is_none_for_the_server_that_answers()
    {
        await using var production = await CreateAsync();
        await production.MustAsync("prove");
        var certificate = Path.Combine(production.Project.Path, "plumb.proof.json");
        var there = await production.AnswerAsync("SHOW server_version");
        await File.WriteAllTextAsync(certificate, (await File.ReadAllTextAsync(certificate, Token)).Replace($"\"serverVersion\": \"{there.Split(' ')[0]}\"", "\"serverVersion\": \"11.2\"", StringComparison.Ordinal), Token);
        var refused = await production.RunAsync("up", "--env", "production", "--yes");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"the server: proven on PostgreSQL 11.2, and production has {there.Split(' ')[0]}\n", refused.Output, StringComparison.Ordinal);
        Assert.Contains($"plumb prove --env production --postgres {there.Split('.')[0]}\n", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_take_a_migration_back_wants_a_certificate_that_shows_it_or_a_reason_for_the_ledger()
    {
        await using var production = await CreateAsync();
        production.Project.With("migrations/20250102000000_tags.sql", "CREATE TABLE tag (id int);\n").With("revert/20250102000000_tags.sql", "DROP TABLE tag;\n");
        await production.MustAsync("up", "--env", "production", "--yes", "--unproven", "the first time");
        var refused = await production.RunAsync("down", "--env", "production", "--yes");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error PL732: production is protected, and there is no plumb.proof.json\n", refused.Output, StringComparison.Ordinal);
        Assert.Contains("plumb down --env production --unproven \"why\"\n", refused.Output, StringComparison.Ordinal);

        Demand(production, "prove: { reversible: off }\n");
        await production.MustAsync("prove");
        Assert.Contains("found  reversible of 20250102000000_tags was not looked at\n", (await production.RunAsync("down", "--env", "production", "--yes")).Output, StringComparison.Ordinal);

        Demand(production, "");
        await production.MustAsync("prove");
        await production.MustAsync("down", "--env", "production", "--yes");
        await production.MustAsync("up", "--env", "production", "--yes");
        File.Delete(Path.Combine(production.Project.Path, "plumb.proof.json"));
        await production.MustAsync("down", "--env", "production", "--yes", "--unproven", "incident 4712");
        Assert.Equal("revert incident 4712", await production.AnswerAsync("SELECT action || ' ' || unproven FROM plumb.event ORDER BY id DESC LIMIT 1"));
        Assert.DoesNotContain("PL305", (await production.MustAsync("status", "--env", "production")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_of_the_run_that_began_a_migration_stays_when_a_later_run_ends_it()
    {
        await using var production = await CreateAsync();
        production.Project.With("migrations/20250102000000_tags.sql", "-- plumb: no-transaction\nCREATE TABLE label (id int);\nVACUUM label;\nCREATE TABLE tag (id int);\n");
        await production.ExecuteAsync("CREATE TABLE tag ()");
        Assert.Equal(1, (await production.RunAsync("up", "--env", "production", "--yes", "--unproven", "incident 4711")).ExitCode);
        await production.ExecuteAsync("DROP TABLE tag");
        await production.MustAsync("prove");
        await production.MustAsync("up", "--env", "production", "--yes");
        Assert.Equal("apply", await production.AnswerAsync("SELECT action FROM plumb.event WHERE unproven IS NULL"));
        var status = await production.MustAsync("status", "--env", "production");
        Assert.Contains("note PL314: 20250101000000_notes, 20250102000000_tags ran without a proof: incident 4711\n", status.Output, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<ServedProject> CreateAsync()
    {
        var project = TemporaryProject.WithOneMigration();
        return ServedProject.CreateAsync(plumb, project.With("plumb.yaml", Environments));
    }

    private const string Environments = "environments:\n  production: { url: \"${APP_DATABASE}\", protected: true }\n";

    private static void Demand(ServedProject production, string demands) => production.Project.With("plumb.yaml", demands + Environments);
}
