using Plumb.Catalog;

namespace Plumb.Drift;

/// <summary>Something that the self-test plants.</summary>
/// <param name="What">What it is, for people: <c>a grant</c>.</param>
/// <param name="Sql">The statement that planted it.</param>
/// <param name="Id">The fact that must be found.</param>
/// <param name="IsFound">Whether it was.</param>
public sealed record PlantedDrift(string What, string Sql, FactId Id, bool IsFound);
