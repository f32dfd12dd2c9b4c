namespace Plumb.Presence;

/// <summary>How something that a migration makes or removes stands in a database.</summary>
public enum ObjectState
{
    /// <summary>It is there, and equal to what the files make; or it is gone, as the files say.</summary>
    Equal,

    /// <summary>It is there, and it or a part of it differs from what the files make.</summary>
    Differs,

    /// <summary>It is not there.</summary>
    Lacks,

    /// <summary>The files remove it, and it is still there.</summary>
    Remains,
}
