namespace Plumb.Findings;

/// <summary>PL500–PL529: snapshots.</summary>
public static partial class FindingCodes
{
    /// <summary>The server refused a query over its catalog.</summary>
    public static readonly FindingCode CatalogUnreadable = new("PL500", "catalog-unreadable");

    /// <summary>42501: the role may not read the catalog.</summary>
    public static readonly FindingCode CatalogDenied = new("PL501", "catalog-denied");

    /// <summary>The schema changed again and again while it was read.</summary>
    public static readonly FindingCode CatalogKeepsChanging = new("PL502", "catalog-keeps-changing");

    /// <summary>The database or the connection went away.</summary>
    public static readonly FindingCode SnapshotInterrupted = new("PL503", "snapshot-interrupted");

    /// <summary>Something in the database is not in the snapshot.</summary>
    public static readonly FindingCode SnapshotGap = new("PL504", "snapshot-gap");

    /// <summary>A file is no snapshot, or is damaged.</summary>
    public static readonly FindingCode SnapshotFileUnreadable = new("PL505", "snapshot-file-unreadable");

    /// <summary>A snapshot file comes from a newer Plumb.</summary>
    public static readonly FindingCode SnapshotFileTooNew = new("PL506", "snapshot-file-too-new");
}
