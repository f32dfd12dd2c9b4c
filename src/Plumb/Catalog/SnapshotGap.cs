using Plumb.Findings;

namespace Plumb.Catalog;

/// <summary>Something that is in the database and not in the snapshot.</summary>
/// <param name="What">What it is, such as <c>options of user mapping app.reader</c>.</param>
/// <param name="Why">Why it is missing: the role may not read it, or Plumb does not know it.</param>
public sealed record SnapshotGap(string What, string Why)
{
    /// <summary>The gap as a warning.</summary>
    public Finding ToFinding() => CatalogFindings.Gap(this);
}
