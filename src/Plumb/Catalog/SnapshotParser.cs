using System.Text.Json;
using Plumb.Findings;

namespace Plumb.Catalog;

/// <summary>Reads the JSON of one snapshot.</summary>
internal sealed class SnapshotParser(string shownFile)
{
    private readonly FactTexts texts = new();
    private readonly Dictionary<FactId, FactId> ids = [];
    private readonly List<Fact> facts = [];
    private readonly List<SnapshotGap> gaps = [];
    private SnapshotOptions options = new();
    private string server = "";
    private string? fingerprint;
    private bool isSnapshot;

    /// <summary>The snapshot, and the fingerprint that the file states.</summary>
    public (Snapshot Snapshot, string? Fingerprint) Parse(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        Expect(ref json, JsonTokenType.StartObject);
        while (NextProperty(ref json) is { } name)
        {
            ReadSection(ref json, name);
        }

        return isSnapshot ? (new Snapshot(server, options, facts, gaps), fingerprint) : throw new JsonException("it does not say plumb_snapshot");
    }

    private void ReadSection(ref Utf8JsonReader json, string name)
    {
        switch (name)
        {
            case "plumb_snapshot":
                isSnapshot = true;
                var version = json.GetInt32();
                if (version > SnapshotFile.Version)
                {
                    throw new UsageException(CatalogFindings.FileTooNew(shownFile, version, SnapshotFile.Version));
                }

                break;
            case "fingerprint":
                fingerprint = json.GetString();
                break;
            case "server_version":
                server = json.GetString()!;
                break;
            case "scope":
                ReadScope(ref json);
                break;
            case "gaps":
                while (NextItem(ref json, JsonTokenType.StartObject))
                {
                    ReadGap(ref json);
                }

                break;
            case "facts":
                while (NextItem(ref json, JsonTokenType.StartObject))
                {
                    ReadFact(ref json);
                }

                break;
            default:
                json.Skip();
                break;
        }
    }

    private void ReadScope(ref Utf8JsonReader json)
    {
        while (NextProperty(ref json) is { } name)
        {
            options = name switch
            {
                "profile" => options with { Profile = json.GetString() },
                "schemas" => options with { Schemas = ReadList(ref json) },
                "excluded_schemas" => options with { ExcludedSchemas = ReadList(ref json) },
                "roles" => options with { IncludesRoles = json.GetBoolean() },
                _ => throw new JsonException($"its scope holds {name}, which means nothing"),
            };
        }
    }

    private void ReadGap(ref Utf8JsonReader json)
    {
        var (what, why) = ("", "");
        while (NextProperty(ref json) is { } name)
        {
            (what, why) = name == "what" ? (json.GetString()!, why) : (what, json.GetString()!);
        }

        gaps.Add(new SnapshotGap(what, why));
    }

    private void ReadFact(ref Utf8JsonReader json)
    {
        FactId? id = null;
        Payload payload = default;
        var needs = new List<FactId>();
        while (NextProperty(ref json) is { } name)
        {
            switch (name)
            {
                case "id":
                    id = ReadId(ref json);
                    break;
                case "is":
                    payload = ReadPayload(ref json);
                    break;
                case "needs":
                    while (NextItem(ref json, JsonTokenType.StartArray))
                    {
                        needs.Add(ReadId(ref json));
                    }

                    break;
            }
        }

        facts.Add(new Fact(id ?? throw new JsonException("a fact has no id"), payload, needs.Count == 0 ? [] : needs.ToArray()));
    }

    private FactId ReadId(ref Utf8JsonReader json)
    {
        FactId? id = null;
        while (NextItem(ref json, JsonTokenType.StartArray))
        {
            var step = ReadList(ref json);
            var kind = step.Length == 0 ? null : FactKinds.Find(step[0]);
            if (kind is null)
            {
                throw new JsonException($"there is no kind of fact called '{step.FirstOrDefault()}'");
            }

            var next = new FactId(kind, id, step.Length > 1 ? step[1] : "", step.Length > 2 ? step[2] : null);
            if (!ids.TryGetValue(next, out id))
            {
                ids.Add(next, id = next);
            }
        }

        return id ?? throw new JsonException("an id is empty");
    }

    private Payload ReadPayload(ref Utf8JsonReader json)
    {
        var properties = new List<FactProperty>();
        while (NextProperty(ref json) is { } name)
        {
            properties.Add(new FactProperty(texts.Shared(name), json.TokenType switch
            {
                JsonTokenType.True or JsonTokenType.False => new FactValue(json.GetBoolean()),
                JsonTokenType.Number => FactValue.Of(texts.Shared(json.GetInt64())),
                JsonTokenType.StartArray => new FactValue(ReadList(ref json)),
                _ => new FactValue(texts.Shared(json.GetString()!)),
            }));
        }

        return new Payload(properties);
    }

    private string[] ReadList(ref Utf8JsonReader json)
    {
        var items = new List<string>();
        while (NextItem(ref json, JsonTokenType.String))
        {
            items.Add(texts.Shared(json.GetString()!));
        }

        return [.. items];
    }

    // The next property's name, with the reader at its value; null at the end of the object.
    private string? NextProperty(ref Utf8JsonReader json)
    {
        Advance(ref json);
        if (json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        var name = texts.Shared(json.GetString()!);
        Advance(ref json);
        return name;
    }

    private static bool NextItem(ref Utf8JsonReader json, JsonTokenType expected)
    {
        Advance(ref json);
        if (json.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        return json.TokenType == expected ? true : throw new JsonException($"{expected} was expected, {json.TokenType} is there");
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType expected)
    {
        Advance(ref json);
        if (json.TokenType != expected)
        {
            throw new JsonException($"{expected} was expected, {json.TokenType} is there");
        }
    }

    private static void Advance(ref Utf8JsonReader json)
    {
        if (!json.Read())
        {
            throw new JsonException("it ends too early");
        }
    }
}
