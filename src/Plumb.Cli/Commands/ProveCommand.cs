using System.CommandLine;
using Plumb.Environments;
using Plumb.Migrations;
using Plumb.Proof;
using Plumb.Proof.Orders;
using Plumb.Proof.Sizes;
using Plumb.Reporting;
using Plumb.Shadow;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb prove</c></summary>
internal static class ProveCommand
{
    private static readonly string[] Examples =
    [
        "plumb prove                             every migration, every obligation",
        "plumb prove 20250215_video_sessions     one migration, on what the ones before it leave",
        "plumb prove --since origin/main         also: in every order with what others have merged",
        "plumb prove --check                     does the certificate hold for the files as they are",
        "plumb prove --format markdown -o pr.md  a table for a pull request",
    ];

    public static Command Create()
    {
        var names = new Argument<string[]>("migration") { Description = "Migrations to judge; the others run too. Default: all", Arity = ArgumentArity.ZeroOrMore };
        var group = new Option<string>("--group-by")
        {
            Description = "Take back as one what shares the first characters of its name: prefix (a date, 8 characters) or prefix:N",
            HelpName = "prefix[:N]",
        }.Refuse(static written => NamePrefix.LengthOf(written) is null, static written => $"{written} does not say how to group; write prefix or prefix:N");
        var postgres = new Option<int?>("--postgres")
        {
            Description = $"The major version of the server to prove on; default: that of {StatisticsFile.FileName} where it can be had, else the newest that is found",
            HelpName = "major",
        }.Refuse(static major => major < ConnectionTarget.OldestVersion, static _ => $"Plumb needs PostgreSQL {ConnectionTarget.OldestVersion} or newer");
        var rows = new Option<long?>("--rows")
        {
            Description = $"With {StatisticsFile.FileName}: the most rows that a table is filled with to measure for how long it is blocked; of a larger one the time is an estimate; default: 100000",
            HelpName = "number",
        }.Refuse(static most => most < 1000, static _ => "fewer than 1000 rows measure nothing");
        var limit = SharedOptions.StatementLimit();
        var environment = new Option<string>("--env") { Description = "The environment whose migrations are proven (-- plumb: only); nothing connects to it; default: local, and with --check any", HelpName = "name" };
        var since = new Option<string>("--since")
        {
            Description = "What git does not have in this commit is pending: show that it goes with what is there in every order that can happen",
            HelpName = "commit",
        };
        var pending = new Option<string[]>("--pending") { Description = "The same, with the pending migrations named; may be repeated", HelpName = "migration" };
        var check = new Option<bool>("--check") { Description = $"Run nothing: does {ProofCertificate.FileName}, which a proof that holds leaves behind, hold for the files as they are?" };
        var command = new Command("prove", "Show by execution, on a throwaway server, that every migration deserves trust.") { names, environment, group, postgres, rows, limit, since, pending, check };
        command.AddExamples(Examples);
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var chain = run.ReadChain();
                if (run.Get(check))
                {
                    return Reports.OfCertificate(chain, ProofCertificate.Check(chain, run.Project.Root, Demanded(run, group), run.Get(environment)));
                }

                var branch = await SinceAsync(run, chain, run.Get(since), token);
                var options = Demanded(run, group) with
                {
                    Environment = run.Get(environment) ?? EnvironmentConfiguration.Local,
                    Only = [.. (run.Get(names) ?? []).Select(name => ProofSelection.Find(chain, name).Id)],
                    Pending = [.. branch.Pending, .. (run.Get(pending) ?? []).Select(name => ProofSelection.Find(chain, name).Id)],
                    Incoming = branch.Incoming,
                };
                options = options with { StatementLimit = run.Get(limit) ?? options.StatementLimit, MostRows = run.Get(rows) ?? options.MostRows };

                run.Output.Begin("starting a shadow");
                var result = await new ChainProof(chain, options, ServerOf(run, run.Get(postgres), options), run.Output).RunAsync(token);
                run.Output.End();
                Keep(run, result);
                return Reports.OfProof(result);
            },
            cancellationToken));
        return command;
    }

    private static ProofOptions Demanded(CommandRun run, Option<string> group)
    {
        var options = run.ProofOptions();
        return run.Get(group) is { } written ? options with { GroupPrefix = NamePrefix.LengthOf(written) } : options;
    }

    // What another major version does says less of the environment that the sizes are of.
    private static EmbeddedServerOptions ServerOf(CommandRun run, int? major, ProofOptions options) => run.EmbeddedOptions() with
    {
        MajorVersion = major ?? (options.Statistics is { } known ? ServerIdentity.MajorOf(known.ServerVersion) : null),
        AcceptsOtherMajor = major is null,
    };

    // A part of the chain proves nothing of the whole.
    private static void Keep(CommandRun run, ProofResult result)
    {
        if (result.Options.Only.Count > 0)
        {
            return;
        }

        if (result.Holds)
        {
            ProofCertificate.Write(result, run.Project.Root);
        }
        else if (ProofCertificate.Withdraw(result, run.Project.Root))
        {
            run.Output.Note($"{ProofCertificate.FileName} is removed: it said of the same files that they hold");
        }
    }

    private static async Task<PendingMigrations> SinceAsync(CommandRun run, Chain chain, string? commit, CancellationToken cancellationToken)
    {
        if (commit is null)
        {
            return new PendingMigrations([], []);
        }

        var branch = await PendingMigrations.SinceAsync(chain, run.Project.Root, commit, cancellationToken);
        run.Output.Note(Told(branch, commit));
        return branch;
    }

    private static string Told(PendingMigrations branch, string reference) => branch.Pending.Count == 0
        ? $"no migration is pending since {reference}"
        : $"pending since {reference}: {string.Join(", ", branch.Pending)}{(branch.Incoming.Count == 0 ? "" : $"; there only: {string.Join(", ", branch.Incoming.Select(static m => m.Id))}")}";
}
