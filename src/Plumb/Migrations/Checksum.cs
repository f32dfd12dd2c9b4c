using System.Security.Cryptography;
using System.Text;
using Plumb.Sql;

namespace Plumb.Migrations;

/// <summary>SHA-256 over a file's text, ignoring line endings and a byte order mark, and nothing else.</summary>
/// <param name="Hex">64 lower-case hexadecimal digits.</param>
public readonly record struct Checksum(string Hex)
{
    /// <summary>The checksum of decoded text: every CR LF and lone CR counts as LF.</summary>
    public static Checksum Of(string text) => new(Convert.ToHexStringLower(SHA256.HashData(Normalized(text))));

    /// <summary>The checksum of several texts in their order; of one text, the same as of the text alone.</summary>
    public static Checksum Of(IReadOnlyList<SourceText> sources)
    {
        if (sources.Count == 1)
        {
            return Of(sources[0].Text);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var source in sources)
        {
            // No file holds a NUL byte, so that text cannot move from one file to the next unnoticed.
            hash.AppendData(Normalized(source.Text));
            hash.AppendData([0]);
        }

        return new Checksum(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The digits.</summary>
    public override string ToString() => Hex;

    private static byte[] Normalized(string text) => Encoding.UTF8.GetBytes(
        text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text);
}
