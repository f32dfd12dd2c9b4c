namespace Plumb.Diffing.Planning;

/// <summary>What a plan does to a fact. What is replaced is dropped and created.</summary>
public enum ChangeKind
{
    /// <summary>It is dropped.</summary>
    Drop,

    /// <summary>It is created.</summary>
    Create,

    /// <summary>It is changed in place.</summary>
    Alter,
}
