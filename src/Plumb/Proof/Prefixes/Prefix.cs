namespace Plumb.Proof.Prefixes;

/// <summary>A database that is kept as the first migrations of a chain leave it.</summary>
/// <param name="Database">Its name.</param>
/// <param name="Moment">What it holds.</param>
/// <param name="Cluster">The state of the server that belongs to it: what databases share, such as roles.</param>
/// <param name="Size">How many bytes it takes.</param>
internal sealed record Prefix(string Database, Moment Moment, string Cluster, long Size);
