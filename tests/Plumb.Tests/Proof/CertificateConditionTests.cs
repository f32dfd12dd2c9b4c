using Plumb.Environments;
using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof;
using Plumb.Proof.Sizes;

namespace Plumb.Tests.Proof;

/// <summary>Whatever decided a proof keeps its certificate from holding when it has changed since, and is named.</summary>
public sealed class CertificateConditionTests : IDisposable
{
    private static readonly TableStatistics Sizes = new("production", "15.8", DateTimeOffset.UnixEpoch, [new TableSize("public.tag", 10, 8192, [])]);

    private static readonly ProofOptions Demanded = new()
    {
        Profile = "supabase",
        Statistics = Sizes,
        Budgets = new LockBudgets([new TableBudget("public.tag", TimeSpan.FromMilliseconds(100), null)]),
    };

    private static readonly Dictionary<string, (ProofOptions Options, string Line)> Changes = new(StringComparer.Ordinal)
    {
        ["the profile"] = (Demanded with { Profile = null }, "the profile: supabase then, none now"),
        ["group-by"] = (Demanded with { GroupPrefix = 8 }, "what is taken back as one (group-by): nothing then, prefix:8 now"),
        ["a budget"] = (Demanded with { Budgets = new LockBudgets([new TableBudget("public.tag", TimeSpan.FromSeconds(1), null)]) }, "the budget of public.tag: 100 ms then, 1.0 s now"),
        ["a budget less"] = (Demanded with { Budgets = LockBudgets.None }, "the budget of public.tag: 100 ms then, the usual one now"),
        ["rows"] = (Demanded with { Statistics = Sizes with { Tables = [new TableSize("public.tag", 11, 8192, [])] } }, "plumb.stats.json was changed since"),
        ["what is in place"] = (Demanded with { Statistics = Sizes with { InPlace = [new PlacedMigration("1_notes", Checksum.Of(""))] } }, "plumb.stats.json was changed since"),
        ["no sizes"] = (Demanded with { Statistics = null }, "plumb.stats.json is gone since"),
        ["the server"] = (Demanded with { Statistics = Sizes with { ServerVersion = "17.2" } }, "the server: proven on PostgreSQL 15.10, and production has 17.2"),
    };

    private readonly string folder = Directory.CreateTempSubdirectory("plumb-certificate-").FullName;
    private readonly Chain chain;

    public CertificateConditionTests()
    {
        Write("migrations/1_notes.sql", "CREATE TABLE note (id int);");
        Write("migrations/2_tags.sql", "CREATE TABLE tag (id int);");
        chain = ChainReader.Read(folder);
        Keep(Demanded);
    }

    public static TheoryData<string> Changed => [.. Changes.Keys];

    [Fact]
    public void It_holds_while_nothing_changes_whenever_the_sizes_were_read() =>
        Assert.Null(Check(Demanded with { Statistics = Sizes with { TakenAt = DateTimeOffset.UnixEpoch.AddDays(1) } }));

    [Theory]
    [MemberData(nameof(Changed))]
    public void What_decided_it_and_is_otherwise_now_is_named(string change)
    {
        var fault = Check(Changes[change].Options);
        Assert.Equal("PL725", fault?.Code.Code);
        Assert.Contains(Changes[change].Line, fault!.Details);
    }

    [Fact]
    public void Sizes_that_are_new_since_are_named()
    {
        Keep(Demanded with { Statistics = null });
        Assert.Equal(["plumb.stats.json is new since"], Check(Demanded)?.Details);
    }

    [Theory]
    [InlineData("15.1", null)]
    [InlineData("17.2", "the server: proven on PostgreSQL 15.10, and production has 17.2")]
    public void The_server_that_answers_must_have_the_same_major_version(string version, string? line)
    {
        var fault = ProofCertificate.Refusal(chain, folder, Demanded, "production", version);
        Assert.Equal(line, fault?.Details[0]);
        Assert.Equal(line is not null, fault?.Help?.StartsWith("plumb prove --env production --postgres 17\n", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_migration_without_a_result_of_what_is_demanded_is_named()
    {
        Keep(Demanded, static r => r is not { Obligation: "lock-safe", Migration: "2_tags" });
        Assert.Equal(["lock-safe of 2_tags has no result"], Check(Demanded)?.Details);
        Assert.Null(Check(Demanded with { Demands = new Dictionary<string, Demand>(StringComparer.Ordinal) { ["lock-safe"] = Demand.Off } }));
    }

    [Fact]
    public void What_rests_on_another_environment_says_nothing_of_this_one()
    {
        Keep(Demanded, static _ => true, static r => r is { Obligation: "lock-safe", Migration: "1_notes" } ? r with { Evidence = "long done in production", OnlyIn = "production" } : r);
        Assert.Null(Check(Demanded));
        Assert.Equal(["lock-safe of 1_notes: long done in production, which says nothing of staging"], ProofCertificate.Check(chain, folder, Demanded, "staging")?.Details);
    }

    [Theory]
    [InlineData("1_notes", "reversible of 1_notes: no revert script")]
    [InlineData("2_tags", null)]
    [InlineData("9_other", "reversible of 9_other was not looked at")]
    public void What_is_taken_back_was_shown_to_be_reversible(string taken, string? line)
    {
        Keep(Demanded, static _ => true, static r => r is { Obligation: "reversible", Migration: "1_notes" } ? r with { Outcome = ProofOutcome.Missing, Evidence = "no revert script" } : r);
        Assert.Equal(line, ProofCertificate.RevertRefusal(chain, folder, Demanded, "production", "15.8", [taken])?.Details[0]);
    }

    [Fact]
    public void What_was_taken_back_as_one_is_not_shown_to_be_by_itself()
    {
        Keep(Demanded, static _ => true, static r => r is { Obligation: "reversible", Migration: "1_notes" } ? r with { Outcome = ProofOutcome.NotApplicable, Evidence = "judged with those that it belongs to" } : r);
        Assert.Null(ProofCertificate.RevertRefusal(chain, folder, Demanded, "production", "15.8", ["1_notes", "2_tags"]));
        Assert.Equal(["1_notes and 2_tags were taken back as one, and not by themselves"], ProofCertificate.RevertRefusal(chain, folder, Demanded, "production", "15.8", ["2_tags"])?.Details);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Finding? Check(ProofOptions demanded) => ProofCertificate.Check(chain, folder, demanded, "production");

    private void Keep(ProofOptions options, Func<ObligationResult, bool>? isKept = null, Func<ObligationResult, ObligationResult>? change = null)
    {
        var results = from migration in chain.Versioned
                      from obligation in ChainProof.Obligations
                      select new ObligationResult(obligation, migration.Id, ProofOutcome.Shown, "shown");
        ProofCertificate.Write(
            new ProofResult(chain, [.. results.Where(r => isKept?.Invoke(r) != false).Select(r => change?.Invoke(r) ?? r)], options)
            {
                Obligations = ChainProof.Obligations,
                ServerVersion = "15.10",
            },
            folder);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
