using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>Finds and reads a project's configuration.</summary>
public static class ProjectReader
{
    /// <summary>Reads <c>plumb.yaml</c> and <c>.env</c> in <paramref name="folder"/>; without a file, what the layout implies.</summary>
    /// <exception cref="UsageException">The file is not valid: names the place, the key and the nearest right one.</exception>
    public static ProjectConfiguration Read(string folder) => throw new NotImplementedException();
}
