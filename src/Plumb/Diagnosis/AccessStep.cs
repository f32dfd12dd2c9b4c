namespace Plumb.Diagnosis;

/// <summary>One condition of access that concerns no row.</summary>
/// <param name="Name">What is looked at, such as <c>schema public</c>.</param>
/// <param name="Holds">Whether it lets the role go on.</param>
/// <param name="Found">Why, in a few words.</param>
/// <param name="Help">The command that mends it; null when it holds.</param>
public sealed record AccessStep(string Name, bool Holds, string Found, string? Help = null);
