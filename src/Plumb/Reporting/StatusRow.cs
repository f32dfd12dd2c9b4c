using Plumb.Execution;

namespace Plumb.Reporting;

/// <summary>One migration in several databases.</summary>
/// <param name="Id">Its file stem, or a version without a file.</param>
/// <param name="States">Its state in each database of the report; null where nothing is known of it.</param>
public sealed record StatusRow(string Id, IReadOnlyList<MigrationStatus?> States);
