using System.Globalization;
using Plumb.Findings;
using Plumb.Migrations;

namespace Plumb.Proof;

internal static partial class ProofFindings
{
    public static Finding NoCertificate(string? environment) =>
        new(FindingCodes.NoCertificate, Severity.Error, $"there is no {ProofCertificate.FileName}")
        {
            Meaning = "the chain was not proven, or its certificate is not kept with it",
            Help = Prove(environment),
        };

    public static Finding CertificateStale(IReadOnlyList<string> differences, string? environment) =>
        new(FindingCodes.StaleCertificate, Severity.Error, $"{ProofCertificate.FileName} is about another state of the chain")
        {
            Details = differences,
            Meaning = "what was proven is not what would run",
            Help = Prove(environment),
        };

    public static Finding CertificateUnreadable(string why, string? environment) =>
        new(FindingCodes.StaleCertificate, Severity.Error, $"{ProofCertificate.FileName} cannot be read")
        {
            Details = [why],
            Meaning = "whether the chain was proven as it is cannot be told",
            Help = Prove(environment),
        };

    public static Finding CertificateUnwritable(string why) =>
        new(FindingCodes.CertificateUnwritable, Severity.Error, $"{ProofCertificate.FileName} cannot be written")
        {
            Details = [why],
            Meaning = "the proof holds, and nothing is left to show it by",
            Help = "check the permissions of the project's folder: ls -ld .",
        };

    public static Finding OtherEnvironment(string environment, Chain chain, IReadOnlyList<string> proven) =>
        new(FindingCodes.OtherEnvironment, Severity.Error, $"{ProofCertificate.FileName} is about the migrations of {string.Join(" and ", proven)}")
        {
            Details =
            [
                .. chain.Migrations
                    .Where(m => proven.Any(p => m.Directives.RunsIn(environment) != m.Directives.RunsIn(p)))
                    .Select(m => m.Directives.RunsIn(environment) ? $"not proven: {m.Id} runs in {environment}" : $"proven with it: {m.Id} does not run in {environment}"),
            ],
            Meaning = $"in {environment} another chain runs than the one that was proven",
            Help = Prove(environment),
        };

    public static Finding DemandNotShown(IReadOnlyList<string> lacking, string? environment) =>
        new(FindingCodes.DemandNotShown, Severity.Error, $"{ProofCertificate.FileName} does not show what is demanded now")
        {
            Details = lacking,
            Meaning = "what plumb.yaml demands was changed since, or Plumb shows more than it did",
            Help = Prove(environment),
        };

    public static Finding OtherConditions(IReadOnlyList<string> changes, string? environment, int? major) =>
        new(FindingCodes.OtherConditions, Severity.Error, $"{ProofCertificate.FileName} was made under other conditions")
        {
            Details = changes,
            Meaning = major is null
                ? "what decided the proof beside the files was changed since: it may end otherwise now"
                : "another major version takes other statements, locks tables otherwise and writes other rows anew",
            Help = $"{Prove(environment)}{(major is null ? "" : string.Create(CultureInfo.InvariantCulture, $" --postgres {major}"))}",
        };

    public static Finding RevertNotShown(IReadOnlyList<string> lacking, string environment) =>
        new(FindingCodes.DemandNotShown, Severity.Error, $"{ProofCertificate.FileName} does not show that they can be taken back")
        {
            Details = lacking,
            Meaning = "what a revert script leaves was never held against what was there before the migration",
            Help = Prove(environment),
        };

    public static Finding NotProven(Finding fault, string environment, string command) =>
        new(FindingCodes.NotProven, Severity.Error, $"{environment} is protected, and {fault.Message}")
        {
            Details = fault.Details,
            Meaning = $"{fault.Meaning}; a protected environment takes only what was proven as it is",
            Help = $"{fault.Help}\nthen run: plumb {command} --env {environment}\nor go on without, with a reason for the ledger: plumb {command} --env {environment} --unproven \"why\"",
        };

    private static string Prove(string? environment) => environment is null ? "plumb prove" : $"plumb prove --env {environment}";
}
