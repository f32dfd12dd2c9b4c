using System.Security.Cryptography;
using System.Text;
using Plumb.Migrations;
using Plumb.Sql;

namespace Plumb.Proof;

/// <summary>A digest over everything of a chain that a proof rests on: the migrations in their order, their companions, and the health checks.</summary>
/// <param name="Hex">64 lower-case hexadecimal digits.</param>
public readonly record struct ChainDigest(string Hex)
{
    /// <summary>The digest of a chain.</summary>
    public static ChainDigest Of(Chain chain)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var migration in chain.Migrations)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{migration.Id}\0{Of(migration)}\0"));
        }

        hash.AppendData(Encoding.UTF8.GetBytes(OfAlways(chain)));

        return new ChainDigest(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The digest of one migration with its companions.</summary>
    public static string Of(Migration migration) => Checksum.Of(string.Join(
        '\0', migration.Checksum.Hex, Of(migration.Require), Of(migration.Verify), Of(migration.Revert))).Hex;

    /// <summary>The digest of the health checks of the whole database; empty when there are none.</summary>
    public static string OfAlways(Chain chain) => Of(chain.Always);

    /// <summary>The digits.</summary>
    public override string ToString() => Hex;

    private static string Of(Script? script) => script is null ? "" : Checksum.Of(script.Sources).Hex;
}
