namespace Plumb.Findings;

public static partial class FindingCodes
{
    /// <summary>The words of a command line are not understood.</summary>
    public static readonly FindingCode CommandLine = new("PL040", "command-line");

    /// <summary>A protected environment was not confirmed.</summary>
    public static readonly FindingCode NotConfirmed = new("PL041", "not-confirmed");

    /// <summary>A report could not be written.</summary>
    public static readonly FindingCode OutputFile = new("PL042", "output-file");

    /// <summary>A command works on embedded servers only.</summary>
    public static readonly FindingCode EmbeddedOnly = new("PL043", "embedded-only");

    /// <summary>A name for a new file is not usable.</summary>
    public static readonly FindingCode UnusableName = new("PL044", "unusable-name");

    /// <summary>A program of PostgreSQL is not installed.</summary>
    public static readonly FindingCode ToolMissing = new("PL045", "tool-missing");

    /// <summary>There is no folder of the name that was given for the project.</summary>
    public static readonly FindingCode NoProjectFolder = new("PL047", "no-project-folder");

    /// <summary>Plumb itself has a defect.</summary>
    public static readonly FindingCode Defect = new("PL046", "defect");
}
