using System.CommandLine;
using Plumb.Findings;
using Plumb.Proof;

namespace Plumb.Cli.Commands;

/// <summary>What a protected environment asks before it is changed: a certificate that holds for it, or a reason to go on without.</summary>
internal static class ProofGate
{
    /// <summary>The option that gives the reason.</summary>
    public static Option<string> AddUnproven(this Command command)
    {
        var unproven = new Option<string>("--unproven")
        {
            Description = $"Go on in a protected environment without a certificate that holds ({ProofCertificate.FileName}); the reason is recorded in the ledger",
            HelpName = "why",
        };
        command.Add(unproven);
        command.Validators.Add(result =>
        {
            if (result.GetResult(unproven) is not null && string.IsNullOrWhiteSpace(result.GetValue(unproven)))
            {
                result.AddError("--unproven needs a reason: --unproven \"why\"");
            }
        });
        return unproven;
    }

    /// <summary>Why the environment is changed without a proof; null where none is wanted, or there is one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="given">The reason that was given; null for none.</param>
    /// <param name="refusal">Says what keeps a certificate from holding.</param>
    /// <exception cref="VerificationException">One is wanted, there is none, and no reason was given.</exception>
    public static string? Reason(CommandRun run, string environment, string? given, Func<Finding?> refusal)
    {
        if (run.Project.Find(environment).IsProtected && refusal() is { } refused)
        {
            return given ?? throw new VerificationException([refused]);
        }

        if (given is not null)
        {
            run.Output.Note($"--unproven is not needed in {environment}, and its reason is not recorded");
        }

        return null;
    }
}
