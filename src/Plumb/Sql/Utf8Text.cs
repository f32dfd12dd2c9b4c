using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Plumb.Findings;

namespace Plumb.Sql;

/// <summary>Decodes the bytes of a file, strictly.</summary>
internal static class Utf8Text
{
    private const int WidestLine = 4_000;

    /// <summary>The text without a byte order mark.</summary>
    /// <exception cref="MigrationFileException">The bytes are not UTF-8, or hold a NUL.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string shown)
    {
        if (bytes.StartsWith("PGDMP"u8))
        {
            throw new MigrationFileException(FileFindings.DumpArchive(shown));
        }

        if (WideEncodingOf(bytes) is { } encoding)
        {
            throw new MigrationFileException(FileFindings.WideEncoding(shown, encoding));
        }

        if (bytes.IndexOf((byte)0) is var nul and >= 0)
        {
            throw new MigrationFileException(FileFindings.NulByte(PlaceOf(bytes, nul, shown), nul, LooksWide(bytes)));
        }

        var content = WithoutMark(bytes);
        return string.Create(Encoding.UTF8.GetCharCount(content), new Input(content, bytes.Length - content.Length, shown), static (chars, input) => Fill(chars, input));
    }

    private static void Fill(Span<char> chars, Input input)
    {
        var status = Utf8.ToUtf16(input.Bytes, chars, out var read, out _, replaceInvalidSequences: false);
        if (status == OperationStatus.InvalidData)
        {
            throw new MigrationFileException(FileFindings.InvalidByte(PlaceOf(input.Bytes, read, input.Shown), input.Bytes[read], input.Skipped + read));
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    private static string? WideEncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] => "UTF-32LE",
        [0, 0, 0xFE, 0xFF, ..] => "UTF-32BE",
        [0xFF, 0xFE, ..] => "UTF-16LE",
        [0xFE, 0xFF, ..] => "UTF-16BE",
        _ => null,
    };

    private static bool LooksWide(ReadOnlySpan<byte> bytes) => bytes is [not 0, 0, not 0, 0, ..];

    /// <summary>The place of a byte; its line is shown as far as it can be decoded.</summary>
    private static Place PlaceOf(ReadOnlySpan<byte> bytes, int offset, string shown)
    {
        var before = bytes[..offset];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        var rest = bytes[offset..];
        var length = rest.IndexOfAny((byte)'\n', (byte)'\r');
        var lineEnd = length < 0 ? bytes.Length : offset + length;
        var shownStart = Math.Max(lineStart, offset - WidestLine);
        var shownEnd = Math.Min(lineEnd, offset + WidestLine);
        return new Place(shown, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(WithoutMark(bytes[lineStart..offset])) + 1)
        {
            SourceLine = shownStart == lineStart ? Encoding.UTF8.GetString(WithoutMark(bytes[lineStart..shownEnd])) : null,
        };
    }

    private readonly ref struct Input(ReadOnlySpan<byte> bytes, int skipped, string shown)
    {
        public ReadOnlySpan<byte> Bytes { get; } = bytes;

        public int Skipped { get; } = skipped;

        public string Shown { get; } = shown;
    }
}
