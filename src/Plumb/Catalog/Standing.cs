namespace Plumb.Catalog;

/// <summary>Whose an object is.</summary>
internal enum Standing
{
    /// <summary>The user's: it is a fact.</summary>
    Own,

    /// <summary>It came with an extension, which is a fact.</summary>
    Extension,

    /// <summary>It came with the server.</summary>
    System,

    /// <summary>The platform's.</summary>
    Platform,

    /// <summary>The options leave it out.</summary>
    Excluded,
}
