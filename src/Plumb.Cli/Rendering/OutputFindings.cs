using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>The texts about reports that cannot be delivered.</summary>
internal static class OutputFindings
{
    public static Finding Unwritable(string file, Exception error) =>
        new(FindingCodes.OutputFile, Severity.Error, $"the report cannot be written to {file}")
        {
            Details = [error.Message],
            Meaning = "the folder must be there and the file writable",
            Help = "name another file with --output",
        };
}
