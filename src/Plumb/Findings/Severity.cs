namespace Plumb.Findings;

/// <summary>How much a <see cref="Finding"/> weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; never stops anything.</summary>
    Note,

    /// <summary>Probably not intended; does not stop a command by itself.</summary>
    Warning,

    /// <summary>Must be mended before the command can go on.</summary>
    Error,
}
