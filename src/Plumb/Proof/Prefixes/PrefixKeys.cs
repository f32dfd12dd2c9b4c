using System.Security.Cryptography;
using System.Text;
using Plumb.Execution;

namespace Plumb.Proof.Prefixes;

/// <summary>
/// Names what the first migrations of a chain leave by what runs in them: two chains that begin alike have the same keys as far as they do. Server,
/// profile, role and settings are no part of them, since a database lives on one server and goes with it.
/// </summary>
internal static class PrefixKeys
{
    /// <summary>The keys of a chain: at 0 that of nothing, at n that of its first n migrations.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<PreparedMigration> chain)
    {
        var keys = new List<string>(chain.Count + 1) { "" };
        foreach (var prepared in chain)
        {
            var migration = prepared.Migration;
            keys.Add(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                string.Join('\0', keys[^1], migration.Id, migration.Checksum.Hex, prepared.Up.Begin, prepared.Up.RunsInTransaction)))));
        }

        return keys;
    }
}
