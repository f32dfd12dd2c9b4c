using Plumb.Findings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Plumb.Environments;

/// <summary>Reads <c>plumb.yaml</c>. Nothing else uses the YAML library, which is therefore loaded only when there is such a file.</summary>
internal sealed class ConfigurationFile
{
    private static readonly string[] Profiles = ["supabase", "none"];
    private static readonly string[] Demands = ["required", "advised", "off"];

    private static readonly string[] Obligations =
    [
        "replays", "deterministic", "verified", "meaningful", "reversible", "idempotent", "preserves-data", "lock-safe", "no-rewrite", "resumable", "order-independent", "role-faithful", "access",
    ];

    private const string Time = "a time";

    private readonly YamlSource source;
    private readonly List<Finding> findings = [];

    private ConfigurationFile(YamlSource source) => this.source = source;

    /// <summary>What the file says, on top of what is <paramref name="implied"/>.</summary>
    public static ProjectConfiguration Read(string path, string text, ProjectConfiguration implied)
    {
        var file = new ConfigurationFile(new YamlSource(path, text));
        var read = file.ReadRoot(file.source.Load(), implied) with { File = path };
        if (file.findings.Exists(static f => f.Severity == Severity.Error))
        {
            throw new UsageException(file.findings);
        }

        return read with { Findings = [.. implied.Findings, .. file.findings] };
    }

    private ProjectConfiguration ReadRoot(YamlNode? root, ProjectConfiguration implied)
    {
        var read = implied;
        foreach (var (key, node) in Entries(root, "plumb.yaml", ["migrations", "profile", "environments", "prove"]))
        {
            read = key switch
            {
                "migrations" => read with { Migrations = ReadFolder(node) },
                "profile" => read with { Profile = OneOf(node, key, Profiles) is { } name && name is not "none" ? name : null },
                "environments" => read with { Environments = ReadEnvironments(node, read.Environments) },
                "prove" => ReadProve(read, node),
                _ => read,
            };
        }

        return read;
    }

    private string? ReadFolder(YamlNode node)
    {
        var folder = Text(node, "migrations", "a folder");
        if (folder is null)
        {
            return null;
        }

        var full = Path.GetFullPath(folder, "/project");
        if (Path.IsPathRooted(folder) || !(full + "/").StartsWith(Path.GetFullPath("/project") + "/", StringComparison.Ordinal))
        {
            findings.Add(ConfigurationFindings.OutsideProject(source.PlaceOf(node), folder));
        }

        return folder.Replace('\\', '/').TrimEnd('/');
    }

    private Dictionary<string, EnvironmentConfiguration> ReadEnvironments(
        YamlNode node, IReadOnlyDictionary<string, EnvironmentConfiguration> implied)
    {
        var environments = new Dictionary<string, EnvironmentConfiguration>(implied, StringComparer.Ordinal);
        foreach (var (name, content) in Entries(node, "environments", null))
        {
            if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                findings.Add(ConfigurationFindings.EnvironmentName(source.PlaceOf(content), name));
            }

            environments[name] = content is YamlScalarNode
                ? WithUrl(new EnvironmentConfiguration(name, ""), content)
                : ReadEnvironment(name, content);
        }

        return environments;
    }

    private EnvironmentConfiguration ReadEnvironment(string name, YamlNode node)
    {
        var environment = new EnvironmentConfiguration(name, "") { Place = source.PlaceOf(node) };
        foreach (var (key, value) in Entries(node, $"the environment {name}", ["url", "protected", "backup", "observe"]))
        {
            environment = key switch
            {
                "url" => WithUrl(environment, value),
                "protected" => environment with { IsProtected = Boolean(value, key) },
                "backup" => environment with { BackupFirst = Boolean(value, key) },
                "observe" => environment with { IsObserved = Boolean(value, key) },
                _ => environment,
            };
        }

        return environment;
    }

    private EnvironmentConfiguration WithUrl(EnvironmentConfiguration environment, YamlNode node)
    {
        var url = node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" }
            ? ""
            : Text(node, "url", "a URL") ?? "";
        var place = source.PlaceOf(node);
        if (WrittenPassword.IsIn(url))
        {
            place = place with { SourceLine = null };
            findings.Add(ConfigurationFindings.PasswordInFile(place, environment.Name));
        }

        return environment with { Url = url, Place = place };
    }

    private ProjectConfiguration ReadProve(ProjectConfiguration read, YamlNode node)
    {
        var prove = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries(node, "prove", [.. Obligations, "budgets", "group-by"]))
        {
            if (key is "budgets")
            {
                read = read with { Budgets = ReadBudgets(value) };
            }
            else if (key is "group-by")
            {
                read = read with { GroupPrefix = ReadPrefix(value) };
            }
            else if (OneOf(value, key, Demands) is { } demand)
            {
                prove[key] = demand;
            }
        }

        return read with { Prove = prove };
    }

    private int? ReadPrefix(YamlNode node)
    {
        const string Expected = "prefix or prefix:N";
        if (Text(node, "group-by", Expected) is not { } text)
        {
            return null;
        }

        var length = NamePrefix.LengthOf(text);
        if (length is null)
        {
            findings.Add(ConfigurationFindings.WrongType(source.PlaceOf(node), "group-by", Expected));
        }

        return length;
    }

    // Whether there are such tables, a proof knows.
    private List<TableBudget> ReadBudgets(YamlNode node)
    {
        var budgets = new List<TableBudget>();
        foreach (var (table, value) in Entries(node, "budgets", null))
        {
            if (Text(value, table, Time) is { } text && Duration(value, table, text) is { } limit)
            {
                budgets.Add(new TableBudget(table, limit, source.PlaceOf(value)));
            }
        }

        return budgets;
    }

    private TimeSpan? Duration(YamlNode node, string key, string text)
    {
        if (DurationText.TryParse(text, out var duration))
        {
            return duration;
        }

        findings.Add(ConfigurationFindings.WrongType(source.PlaceOf(node), key, Time));
        return null;
    }

    // The keys that are known, and with null for known every key; all others become findings.
    private IEnumerable<(string Key, YamlNode Value)> Entries(YamlNode? node, string section, IReadOnlyList<string>? known)
    {
        if (node is null or YamlScalarNode { Value: null or "" or "~" })
        {
            yield break;
        }

        if (node is not YamlMappingNode mapping)
        {
            findings.Add(ConfigurationFindings.WrongType(source.PlaceOf(node), section, "a mapping"));
            yield break;
        }

        foreach (var (keyNode, value) in mapping.Children)
        {
            var key = (keyNode as YamlScalarNode)?.Value ?? "";
            if (known is null || known.Contains(key, StringComparer.Ordinal))
            {
                yield return (key, value);
            }
            else
            {
                findings.Add(ConfigurationFindings.UnknownKey(source.PlaceOf(keyNode), key, section, known));
            }
        }
    }

    private string? Text(YamlNode node, string key, string expected)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } value })
        {
            return value;
        }

        findings.Add(ConfigurationFindings.WrongType(source.PlaceOf(node), key, expected));
        return null;
    }

    private bool Boolean(YamlNode node, string key)
    {
        if (node is YamlScalarNode { Value: "true" or "false" } scalar)
        {
            return scalar.Value is "true";
        }

        findings.Add(ConfigurationFindings.WrongType(source.PlaceOf(node), key, "true or false"));
        return false;
    }

    private string? OneOf(YamlNode node, string key, string[] words)
    {
        var value = Text(node, key, $"one of {string.Join(", ", words)}");
        if (value is null || words.Contains(value, StringComparer.Ordinal))
        {
            return value;
        }

        findings.Add(ConfigurationFindings.NotOneOf(source.PlaceOf(node), key, value, words));
        return null;
    }
}
