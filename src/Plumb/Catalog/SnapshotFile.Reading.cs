using System.Globalization;
using System.Text.Json;
using Plumb.Findings;

namespace Plumb.Catalog;

/// <content>Reading a snapshot back.</content>
public static partial class SnapshotFile
{
    /// <summary>Reads the snapshot in a file.</summary>
    /// <exception cref="UsageException">There is no such file, it is no snapshot, it was changed by hand, or it comes from a newer Plumb.</exception>
    public static Snapshot Read(string file)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException(CatalogFindings.FileUnreadable(file, "there is no such file"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(CatalogFindings.FileUnreadable(file, error.Message));
        }

        return Read(bytes, file);
    }

    /// <summary>Reads a snapshot.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="shownFile">The file's name for messages.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static Snapshot Read(ReadOnlySpan<byte> utf8, string shownFile)
    {
        try
        {
            var (snapshot, fingerprint) = new SnapshotParser(shownFile).Parse(utf8);
            return snapshot.Fingerprint.Text == fingerprint
                ? snapshot
                : throw new UsageException(CatalogFindings.FileUnreadable(shownFile, "its facts do not have the fingerprint that it states, so it was changed or is damaged"));
        }
        catch (JsonException error)
        {
            // Only what the parser itself says is for people; what the JSON reader says ends in its own way of counting.
            throw new UsageException(CatalogFindings.FileUnreadable(
                shownFile, error.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1} is not JSON") : error.Message));
        }
        catch (InvalidOperationException)
        {
            throw new UsageException(CatalogFindings.FileUnreadable(shownFile, "a value is of another kind than in a snapshot"));
        }
    }
}
