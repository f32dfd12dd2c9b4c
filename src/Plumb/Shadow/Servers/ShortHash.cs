using System.Security.Cryptography;
using System.Text;

namespace Plumb.Shadow.Servers;

/// <summary>A name for a text: the first 12 hexadecimal digits of its SHA-256.</summary>
internal static class ShortHash
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
