namespace Plumb.Proof.Rows;

/// <summary>A check, an exclusion constraint or a partition's bound.</summary>
/// <param name="Name">The name under which the server reports it.</param>
/// <param name="Columns">The numbers of its columns.</param>
/// <param name="Definition">Its text, in which the values that it compares with stand.</param>
internal sealed record TableRule(string Name, IReadOnlyList<int> Columns, string Definition);
