using Plumb.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Plumb.Environments;

/// <summary>A YAML file, and the way from a node to its place. A line that may hold a password is never shown.</summary>
internal sealed class YamlSource(string path, string text)
{
    private readonly string[] lines = text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>The document; null when the file is empty.</summary>
    /// <exception cref="UsageException">It is not YAML, or a key stands in it twice.</exception>
    public YamlNode? Load()
    {
        try
        {
            RefuseDuplicateKeys();
            var stream = new YamlStream();
            stream.Load(new Parser(new StringReader(text)));
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        }
        catch (YamlException error)
        {
            throw new UsageException(ConfigurationFindings.NotYaml(PlaceAt(error.Start, 1), Lower(error)));
        }
    }

    /// <summary>Where a node starts, underlining it if it is a word.</summary>
    public Place PlaceOf(YamlNode node) =>
        PlaceAt(node.Start, node is YamlScalarNode && node.End.Line == node.Start.Line ? (int)(node.End.Column - node.Start.Column) : 1);

    // YamlDotNet refuses them too, without saying where the first one is.
    private void RefuseDuplicateKeys()
    {
        var open = new Stack<Dictionary<string, long>?>();
        var isKey = new Stack<bool>();
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            var current = parser.Current;
            if (current is MappingEnd or SequenceEnd)
            {
                open.Pop();
                isKey.Pop();
                continue;
            }

            if (current is not (Scalar or AnchorAlias or MappingStart or SequenceStart))
            {
                continue;
            }

            if (open.TryPeek(out var keys) && keys is not null)
            {
                var key = isKey.Pop();
                isKey.Push(!key);
                if (key && current is Scalar scalar && !keys.TryAdd(scalar.Value, scalar.Start.Line))
                {
                    throw new UsageException(ConfigurationFindings.DuplicateKey(
                        PlaceAt(scalar.Start, scalar.Value.Length), scalar.Value, (int)keys[scalar.Value]));
                }
            }

            if (current is MappingStart or SequenceStart)
            {
                open.Push(current is MappingStart ? new Dictionary<string, long>(StringComparer.Ordinal) : null);
                isKey.Push(true);
            }
        }
    }

    private Place PlaceAt(Mark mark, int length)
    {
        // What is missing at the end of the file is reported behind its last line.
        var isBehind = mark.Line > lines.Length;
        var line = isBehind ? lines.Length : Math.Max(1, (int)mark.Line);
        var source = lines[line - 1];
        return new Place(path, line, isBehind ? source.Length + 1 : Math.Max(1, (int)mark.Column))
        {
            SourceLine = WrittenPassword.MayBeIn(source) ? null : source,
            Length = Math.Max(1, length),
        };
    }

    // The library's text without the place in front of it; it quotes no values.
    private static string Lower(YamlException error)
    {
        var text = (error.InnerException as YamlException ?? error).Message;
        var at = text.IndexOf("): ", StringComparison.Ordinal);
        text = (at < 0 ? text : text[(at + 3)..]).TrimEnd('.');
        return text.Length == 0 ? "it ends too early" : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
