namespace Plumb.PostgresTests.Diffing.Soak;

/// <summary>Something that hangs on a random table.</summary>
/// <param name="Text">Its statement.</param>
/// <param name="Columns">The columns that it uses: without them it is not there.</param>
internal sealed record SoakPart(string Text, params IReadOnlyList<string> Columns);
