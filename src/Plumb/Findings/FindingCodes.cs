namespace Plumb.Findings;

/// <summary>
/// Every kind of finding, one file for each part of the pipeline:
/// PL0xx usage, configuration and connections; PL10x–PL11x SQL text; PL12x–PL15x the chain; PL16x–PL18x check scripts;
/// PL2xx what a server says while a migration runs; PL3xx the ledger; PL4xx embedded servers; PL50x snapshots; PL7xx proofs.
/// </summary>
public static partial class FindingCodes
{
}
