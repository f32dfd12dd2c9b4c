using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>The texts about <c>plumb.yaml</c> and <c>.env</c>.</summary>
internal static class ConfigurationFindings
{
    public static Finding NotYaml(Place place, string why) => Error(FindingCodes.InvalidYaml, $"{place.File} is not valid YAML: {why}") with
    {
        Place = place,
        Meaning = "nothing was read of it, and no command runs with half a configuration",
        Help = "mend the line; a value that holds : # { or $ is safe in double quotes",
    };

    public static Finding UnknownKey(Place place, string key, string section, IReadOnlyList<string> known) => Error(
        FindingCodes.UnknownKey, $"{section} has no key {key}") with
    {
        Place = place,
        Meaning = "a key that Plumb does not know would be ignored, and with it what you wanted",
        Help = NearestName.Of(key, known) is { } nearest ? $"write {nearest}" : $"known are {string.Join(", ", known)}",
    };

    public static Finding DuplicateKey(Place place, string key, int firstLine) => Error(
        FindingCodes.DuplicateKey, $"the key {key} stands twice") with
    {
        Place = place,
        Details = [$"the first one is in line {firstLine}"],
        Meaning = "only one of the two would count, and a reader cannot see which",
        Help = "keep one of them",
    };

    public static Finding WrongType(Place place, string key, string expected) => Error(
        FindingCodes.InvalidValue, $"the value of {key} must be {expected}") with
    {
        Place = place,
        Meaning = "as it stands the value cannot be read",
        Help = expected switch
        {
            "true or false" => $"write {key}: true",
            "a time" => $"write {key}: 500ms, 5s or 2min",
            "a mapping" => $"write the keys of {key} below it, indented by two spaces",
            "prefix or prefix:N" => $"write {key}: prefix, or {key}: prefix:14 for the first 14 characters",
            _ => $"write {key}: VALUE",
        },
    };

    public static Finding NotOneOf(Place place, string key, string value, IReadOnlyList<string> words) => Error(
        FindingCodes.InvalidValue, $"{key} cannot be {value}") with
    {
        Place = place,
        Meaning = $"{key} takes one of a few words, and no other is guessed at",
        Help = NearestName.Of(value, words) is { } nearest ? $"write {nearest}" : $"write one of {string.Join(", ", words)}",
    };

    public static Finding EnvironmentName(Place place, string name) => Error(
        FindingCodes.InvalidValue, $"an environment cannot be called {name}") with
    {
        Place = place,
        Meaning = "a name has letters, digits, - and _ only, so that it cannot be taken for a URL",
        Help = "rename it, such as staging",
    };

    public static Finding OutsideProject(Place place, string folder) => Error(
        FindingCodes.InvalidValue, $"the migrations folder {folder} lies outside the project") with
    {
        Place = place,
        Meaning = "only what lies inside the project is read and run, so that a checkout says all that there is",
        Help = "write a folder relative to plumb.yaml, such as supabase/migrations",
    };

    public static Finding PasswordInFile(Place place, string environment)
    {
        var variable = $"{environment.ToUpperInvariant().Replace('-', '_')}_DATABASE_URL";
        return new Finding(FindingCodes.PasswordInFile, Severity.Warning, $"the url of {environment} holds a password") with
        {
            Place = place,
            Meaning = "who reads this file, or its history in git, can log in",
            Help = $"write url: \"${{{variable}}}\", put {variable}=… into a git-ignored .env, and change the password",
        };
    }

    public static Finding InvalidDotEnv(Place place) => new(
        FindingCodes.InvalidDotEnv, Severity.Warning, "this line of .env is not NAME=value, or its quote is not closed")
    {
        Place = place,
        Meaning = "the line is left out; its text is not shown, since it may be a secret",
        Help = "write NAME='value', or # before a comment",
    };

    public static Finding DotEnvNotIgnored() => new(
        FindingCodes.DotEnvNotIgnored, Severity.Warning, ".env holds a password and .gitignore does not name it")
    {
        Meaning = "one git add too many publishes the password",
        Help = "echo .env >> .gitignore",
    };

    public static Finding UnknownEnvironment(string name, string? file, IReadOnlyList<string> known) => Error(
        FindingCodes.UnknownEnvironment, $"there is no environment {name}") with
    {
        Meaning = file is null ? "without a plumb.yaml there is only local" : $"{file} has {string.Join(", ", known)}",
        Help = NearestName.Of(name, known) is { } nearest
            ? $"write --env {nearest}"
            : $"give its URL with --env postgres://…, or add to plumb.yaml: environments: {{ {name}: {{ url: \"${{VARIABLE}}\" }} }}",
    };

    public static Finding Misnamed(string name, string right) => Error(
        FindingCodes.MisnamedConfiguration, $"the configuration is called {right}, and {name} would not be read") with
    {
        Meaning = "without it every command would take the project for one without a configuration",
        Help = name.EndsWith("ml", StringComparison.Ordinal) && !name.EndsWith("toml", StringComparison.Ordinal)
            ? $"git mv {name} {right}"
            : $"write it as YAML into {right}",
    };

    public static Finding Unreadable(string file, string why) => Error(
        FindingCodes.UnreadableConfiguration, $"{file} cannot be read") with
    {
        Meaning = why,
        Help = $"check its permissions: ls -l {file}",
    };

    private static Finding Error(FindingCode code, string message) => new(code, Severity.Error, message);
}
