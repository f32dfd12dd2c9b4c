using System.Reflection;

namespace Plumb.Shadow.Profiles;

/// <summary>Reads the SQL files of a profile's folder, which are embedded in the library.</summary>
internal static class ProfileResources
{
    private static readonly Assembly Library = typeof(ProfileResources).Assembly;

    /// <summary>The texts of the folder's own files, in the order of their names.</summary>
    public static IReadOnlyList<string> Scripts(string profile)
    {
        var folder = $"{typeof(ProfileResources).Namespace}.{profile}.";
        var nested = folder + "extensions.";
        return Library.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && !name.StartsWith(nested, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(Read).ToArray();
    }

    /// <summary>The script of one stand-in.</summary>
    public static string Extension(string profile, string name) => Read($"{typeof(ProfileResources).Namespace}.{profile}.extensions.{name}.sql");

    private static string Read(string resource)
    {
        var stream = Library.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"No resource {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
