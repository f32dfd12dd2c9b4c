namespace Plumb.Proof.Rows;

/// <summary>Why the server refused a row.</summary>
/// <param name="Code">The SQLSTATE.</param>
/// <param name="Blame">The constraint, or the message where there is none.</param>
/// <param name="Column">The column that the error names; empty when it names none.</param>
internal sealed record Refusal(string Code, string Blame, string Column);
