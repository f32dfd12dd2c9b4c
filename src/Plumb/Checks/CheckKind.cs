namespace Plumb.Checks;

/// <summary>Whether a check may write.</summary>
public enum CheckKind
{
    /// <summary>Read-only, enforced by the server; runs anywhere.</summary>
    Check,

    /// <summary>May write; always rolled back; runs on a shadow, or where it is asked for.</summary>
    Test,
}
