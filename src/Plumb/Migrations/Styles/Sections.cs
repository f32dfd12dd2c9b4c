using Plumb.Sql;

namespace Plumb.Migrations.Styles;

/// <summary>The parts of a file that holds both the up and the down script.</summary>
/// <param name="Up">What it does; null when its mark is missing.</param>
/// <param name="Down">How to take it back; null when there is no such part.</param>
/// <param name="UpOutsideTransaction">Whether the up part asks to run outside a transaction.</param>
/// <param name="DownOutsideTransaction">Whether the down part does.</param>
internal sealed record Sections(SourceText? Up, SourceText? Down, bool UpOutsideTransaction, bool DownOutsideTransaction);
