using System.Runtime.InteropServices;
using Plumb.Migrations;

namespace Plumb.Proof.Sizes;

/// <summary>A migration that was in place in a database when its sizes were read.</summary>
/// <param name="Id">Its file stem.</param>
/// <param name="Checksum">The checksum of its file at that time.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlacedMigration(string Id, Checksum Checksum);
