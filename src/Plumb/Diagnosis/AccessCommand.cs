namespace Plumb.Diagnosis;

/// <summary>The commands that row level security and privileges tell apart.</summary>
public enum AccessCommand
{
    /// <summary>Reading rows.</summary>
    Select,

    /// <summary>Writing new rows.</summary>
    Insert,

    /// <summary>Changing rows.</summary>
    Update,

    /// <summary>Removing rows.</summary>
    Delete,
}
