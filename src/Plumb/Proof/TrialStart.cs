namespace Plumb.Proof;

/// <summary>The state of the database in which the trials of an obligation begin.</summary>
internal enum TrialStart
{
    /// <summary>The migration has run.</summary>
    After,

    /// <summary>The migration has not run yet.</summary>
    Before,
}
