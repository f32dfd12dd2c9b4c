using System.Security.Cryptography;
using System.Text;

namespace Plumb.Migrations;

/// <summary>SHA-256 over a file's text, ignoring line endings and a byte order mark, and nothing else.</summary>
/// <param name="Hex">64 lower-case hexadecimal digits.</param>
public readonly record struct Checksum(string Hex)
{
    /// <summary>The checksum of decoded text: every CR LF and lone CR counts as LF.</summary>
    public static Checksum Of(string text)
    {
        var normalized = text.Contains('\r', StringComparison.Ordinal)
            ? text.ReplaceLineEndings("\n")
            : text;
        return new Checksum(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalized))));
    }

    /// <summary>The digits.</summary>
    public override string ToString() => Hex;
}
