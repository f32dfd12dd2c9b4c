namespace Plumb.Catalog;

/// <summary>What a property's value is.</summary>
public enum FactValueKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Texts in order.</summary>
    List,
}
