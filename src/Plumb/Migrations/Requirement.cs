using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>One <c>requires</c> directive.</summary>
/// <param name="Id">The file stem of the migration that must run before.</param>
/// <param name="Place">Where it is written.</param>
public sealed record Requirement(string Id, Place Place);
