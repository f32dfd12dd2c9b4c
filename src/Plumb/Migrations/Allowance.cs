using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>One <c>allow</c> directive.</summary>
/// <param name="Hazard">What is allowed, such as <c>data-loss</c>.</param>
/// <param name="Reason">Why, in the author's words.</param>
/// <param name="Place">Where it is written.</param>
public sealed record Allowance(string Hazard, string Reason, Place Place);
