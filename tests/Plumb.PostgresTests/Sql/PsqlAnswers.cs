using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumb.PostgresTests.Sql;

/// <summary>What the relay says in the server's place: every query is empty, every COPY FROM STDIN takes its rows.</summary>
internal static partial class PsqlAnswers
{
    private static readonly byte[] Ready = Message('Z', "I"u8);

    public static byte[] To(WireMessage message, List<SentQuery> sent) => message.Type switch
    {
        'Q' => ToQuery(sent[^1].Text),
        'c' or 'f' => [.. Message('C', "COPY 0\0"u8), .. Ready],
        _ => [],
    };

    private static byte[] ToQuery(string text)
    {
        text = Comments().Replace(text, " ");
        if (CopyFromStdin().IsMatch(text))
        {
            return Message('G', [0, 0, 0]);
        }

        var setting = StringSetting().Match(text);
        byte[] status = setting.Success
            ? Message('S', Encoding.UTF8.GetBytes($"standard_conforming_strings\0{(setting.Groups[1].Value.Contains("off", StringComparison.OrdinalIgnoreCase) ? "off" : "on")}\0"))
            : [];
        return [.. Message('I', []), .. status, .. Ready];
    }

    private static byte[] Message(char type, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[5 + body.Length];
        bytes[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), 4 + body.Length);
        body.CopyTo(bytes.AsSpan(5));
        return bytes;
    }

    [GeneratedRegex(@"--[^\r\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^\s*copy\b(?!\s*\().*\bfrom\s+(stdin|stdout)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex CopyFromStdin();

    [GeneratedRegex(@"^\s*(?:set|reset)\s+(?:session\s+)?standard_conforming_strings\b(.*)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex StringSetting();
}
