using System.CommandLine;
using Plumb.Diagnosis;
using Plumb.Reporting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb explain-access</c></summary>
internal static class ExplainAccessCommand
{
    public static Command Create()
    {
        var table = new Argument<string>("table") { Description = "The table, with its schema unless search_path finds it" };
        var role = new Option<string>("--as") { Description = "The role of the database that wants to do it, such as authenticated", HelpName = "role", Required = true };
        var claims = new Option<string>("--claims") { Description = "Its JWT claims, as the API sets them", HelpName = "json" };
        var does = new Option<AccessCommand>("--command") { Description = "select, insert, update or delete; default: select", HelpName = "command" };
        var row = new Option<string>("--row") { Description = "A row that is to be written, with --command insert or update: its columns as JSON", HelpName = "json" };
        var settings = new Option<string[]>("--setting") { Description = "A setting that policies read with current_setting; may be repeated", HelpName = "name=value" };
        var environment = SharedOptions.Environment();
        var command = new Command(
            "explain-access",
            "Explain which rows of a table a role reaches, and which privileges and policies decide that. Changes nothing.")
        {
            table, role, claims, does, row, settings, environment,
        };
        settings.Validators.Add(static result =>
        {
            if (result.Tokens.Any(static t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError("write --setting name=value");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(row) is not null && result.GetValue(does) is not (AccessCommand.Insert or AccessCommand.Update))
            {
                result.AddError("--row wants --command insert or --command update");
            }
        });
        command.AddExamples(
            """plumb explain-access public.module_lessons --as authenticated --claims '{"sub": "9f1c…"}'""",
            "plumb explain-access public.stream_participants --as anon --env staging",
            """plumb explain-access orders --as app --command insert --row '{"tenant": 42}'""");
        command.SetAction((parsed, cancellationToken) => CommandRun.ExecuteAsync(
            parsed,
            async (run, token) =>
            {
                var question = new AccessQuestion(run.Get(table)!, run.Get(role)!, run.Get(does))
                {
                    Claims = run.Get(claims),
                    Row = run.Get(row),
                    Settings = (run.Get(settings) ?? []).Select(static s => s.Split('=', 2)).ToDictionary(static s => s[0], static s => s[1], StringComparer.Ordinal),
                };
                return Reports.OfAccess(await run.WithDatabaseAsync(
                    run.Get(environment)!,
                    async target =>
                    {
                        run.Output.Begin($"trying as {question.Role}");
                        return await AccessExplanation.AskAsync(target, question, token);
                    },
                    token));
            },
            cancellationToken));
        return command;
    }
}
