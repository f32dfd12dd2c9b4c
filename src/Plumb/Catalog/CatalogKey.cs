using System.Runtime.InteropServices;

namespace Plumb.Catalog;

/// <summary>Where the catalog has an object. Never leaves the reading of one snapshot.</summary>
/// <param name="Catalog">The OID of the system catalog.</param>
/// <param name="Oid">The object's OID.</param>
/// <param name="Sub">The column's number; 0 for the object itself.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CatalogKey(uint Catalog, uint Oid, int Sub);
