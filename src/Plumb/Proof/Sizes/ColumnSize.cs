namespace Plumb.Proof.Sizes;

/// <summary>What the planner knows of a column, without any of its values.</summary>
/// <param name="Name">Its name, without quotes.</param>
/// <param name="Width">Bytes of a value on average.</param>
/// <param name="NullFraction">The part of the rows in which it is NULL, from 0 to 1.</param>
/// <param name="Distinct">How many different values; below zero, the negative of that number divided by the number of rows.</param>
public sealed record ColumnSize(string Name, int Width, double NullFraction, double Distinct);
