using System.CommandLine;
using Plumb.Execution;
using Plumb.Presence;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb adopt</c></summary>
internal static class AdoptCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("migration") { Description = "Migrations to adopt; default: those that the Supabase CLI recorded", Arity = ArgumentArity.ZeroOrMore };
        var environment = SharedOptions.Environment();
        var to = new Option<string>("--to") { Description = "Everything up to and with this migration: its file, version or name", HelpName = "migration" };
        var all = new Option<bool>("--all") { Description = "Every migration that is not applied" };
        var command = new Command(
            "adopt",
            "Record migrations that are in the database already, without running them. What they make must be there and equal, and their checks must pass.")
        {
            names, environment, to, all,
        };
        var options = new ExecutionOptionSet().AddTo(command, changes: false);
        command.Validators.Add(result =>
        {
            if ((result.GetResult(names) is { Tokens.Count: > 0 } ? 1 : 0) + (result.GetResult(to) is null ? 0 : 1) + (result.GetValue(all) ? 1 : 0) > 1)
            {
                result.AddError($"migrations, --to and --all exclude each other{OptionRules.Means}each says in its own way what to adopt");
            }
        });
        command.AddExamples(
            "plumb adopt --env production                what the Supabase CLI recorded",
            "plumb adopt --all --env staging             a database in which everything was pasted by hand",
            "plumb adopt 20250112000001_create_module_lessons");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var name = run.Get(environment)!;
                var commit = GitCommit.OfAsync(run.Project.Root, token);
                var chain = run.ReadChain();
                var result = await run.WithDatabaseAsync(
                    name,
                    async target =>
                    {
                        var execution = run.ExecutionOptions(name, options) with { GitCommit = await commit };
                        var adoption = new AdoptionOptions
                        {
                            Migrations = run.Get(names) ?? [],
                            To = run.Get(to),
                            All = run.Get(all),
                            BeforeChange = (selected, _) =>
                            {
                                run.Confirm(name, $"record {string.Join(", ", selected.Select(static m => m.Id))} as applied in {name} ({target})");
                                return Task.CompletedTask;
                            },
                        };
                        return await new Adoption(chain, execution, run.EmbeddedOptions(), run.Output).RunAsync(target, adoption, token);
                    },
                    token);
                return Reports.OfAdoption(chain, result);
            },
            cancellationToken));
        return command;
    }
}
