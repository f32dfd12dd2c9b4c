using Plumb.Catalog;

namespace Plumb.Reporting.Differences;

/// <summary>One of two things that are compared.</summary>
/// <param name="Name">What it is called: an environment, a folder, a file.</param>
/// <param name="Shown">What answered, such as <c>role@host:port/database  PostgreSQL 15.18</c>.</param>
/// <param name="Snapshot">Its snapshot.</param>
public sealed record ReportedSide(string Name, string Shown, Snapshot Snapshot);
