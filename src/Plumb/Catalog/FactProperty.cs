namespace Plumb.Catalog;

/// <summary>One property of a fact.</summary>
/// <param name="Name">Its name in lower case with underscores, such as <c>not_null</c>.</param>
/// <param name="Value">Its value.</param>
public readonly record struct FactProperty(string Name, FactValue Value);
