using Plumb.Environments;

namespace Plumb.Diagnosis;

/// <summary>What decides whether a role may do something with a table, and with which rows.</summary>
/// <param name="Target">The database.</param>
/// <param name="Identity">Who answered.</param>
/// <param name="Question">Who wants to do what.</param>
/// <param name="Table">The table as the server writes it.</param>
public sealed record AccessAnswer(ConnectionTarget Target, ServerIdentity Identity, AccessQuestion Question, string Table)
{
    /// <summary>What must be there before any row is looked at: privileges on schema and table.</summary>
    public IReadOnlyList<AccessStep> Steps { get; init; } = [];

    /// <summary>Whether policies decide for this role.</summary>
    public bool PoliciesApply { get; init; }

    /// <summary>Every policy of the table, those that do not apply too.</summary>
    public IReadOnlyList<PolicyEffect> Policies { get; init; } = [];

    /// <summary>How many rows the command reaches; null when that was not found out.</summary>
    public long? Reached { get; init; }

    /// <summary>Whether privileges and policies let the row be written that was given; null when none was, or when that was not found out.</summary>
    public bool? IsRowAllowed { get; init; }

    /// <summary>How many rows there are; null when the connecting role may not see them all.</summary>
    public long? Total { get; init; }

    /// <summary>What is to be known about the numbers, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>True when every privilege is there.</summary>
    public bool IsPermitted => Steps.All(static s => s.Holds);
}
