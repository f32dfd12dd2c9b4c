namespace Plumb.Findings;

/// <summary>Files of the project are wrong: a migration, a companion or a check script (exit code 1).</summary>
public sealed class MigrationFileException : PlumbException
{
    /// <summary>Creates the exception from what was found.</summary>
    public MigrationFileException(params IReadOnlyList<Finding> findings) : base(ExitCode.Failed, findings, null) { }
}
