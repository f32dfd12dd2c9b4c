using Plumb.Catalog;

namespace Plumb.Proof;

/// <summary>How the second replay ended.</summary>
/// <param name="Schema">The schema that it left.</param>
/// <param name="Results">What it judged.</param>
/// <param name="Faults">What did not run.</param>
internal sealed record SecondEnd(Snapshot Schema, IReadOnlyList<ObligationResult> Results, IReadOnlyList<ReplayFault> Faults);
