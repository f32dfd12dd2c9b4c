using System.Globalization;
using Npgsql;
using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Reads the values of connection parameters.</summary>
internal static class ConnectionValue
{
    private static readonly string[] SslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

    public static int Port(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536
            ? port
            : throw new UsageException(ConnectionStringFindings.NotAPort());

    public static int Seconds(string keyword, string value, int most) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Clamp(seconds, 0, most)
            : throw new UsageException(ConnectionStringFindings.InvalidValue(keyword, "a number of seconds"));

    public static SslMode Ssl(string value) => Fold(value) switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verifyca" => SslMode.VerifyCA,
        "verifyfull" => SslMode.VerifyFull,
        _ => throw new UsageException(ConnectionStringFindings.NotOneOf("sslmode", value, SslModes)),
    };

    public static T OneOf<T>(string keyword, string value, string[] words)
        where T : struct, Enum =>
        words.Contains(Fold(value), StringComparer.Ordinal)
            ? Enum.Parse<T>(value, ignoreCase: true)
            : throw new UsageException(ConnectionStringFindings.NotOneOf(keyword, value, words));

    public static void MustBeUtf8(string value)
    {
        if (Fold(value) is not ("utf8" or "unicode" or "auto"))
        {
            throw new UsageException(ConnectionStringFindings.Unsupported("client_encoding", "Plumb always speaks UTF-8 with the server"));
        }
    }

    public static void MustBeWritable(string value)
    {
        if (Fold(value) is not ("any" or "readwrite" or "primary"))
        {
            throw new UsageException(ConnectionStringFindings.Unsupported(
                "target_session_attrs", "Plumb writes to the database that it is given, so it must be the primary"));
        }
    }

    private static string Fold(string value) =>
        value.Replace("-", "", StringComparison.Ordinal)
            .Replace("_", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal)
            .ToLowerInvariant();
}
