using System.Text.Encodings.Web;
using System.Text.Json;
using Plumb.Findings;

namespace Plumb.Proof;

/// <summary>A file of JSON that Plumb keeps beside the chain for version control: indented, with line feeds, written only once it is complete.</summary>
internal static class KeptFile
{
    /// <summary>How JSON is written that people read too: indented, with line feeds, with letters of every language as they are.</summary>
    public static JsonWriterOptions Options { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it, or writes it anew.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="write">Writes its one value.</param>
    /// <param name="unwritable">Words what the system answers when it cannot be written.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static void Write(string path, Action<Utf8JsonWriter> write, Func<string, Finding> unwritable)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, Options))
        {
            write(json);
        }

        content.WriteByte((byte)'\n');
        Change(() => File.WriteAllBytes(path, content.ToArray()), unwritable);
    }

    /// <summary>Removes it.</summary>
    /// <exception cref="UsageException">It cannot be removed.</exception>
    public static void Delete(string path, Func<string, Finding> unwritable) => Change(() => File.Delete(path), unwritable);

    private static void Change(Action change, Func<string, Finding> unwritable)
    {
        try
        {
            change();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(unwritable(error.Message));
        }
    }
}
