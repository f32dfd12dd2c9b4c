using System.Runtime.Versioning;

namespace Plumb.PostgresTests.Shadow;

/// <summary>A folder that is deleted after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("plumb-test-");

    public string Path => folder.FullName;

    [UnsupportedOSPlatform("windows")]
    public void OpenToEverybody() => File.SetUnixFileMode(
        Path,
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);

    public void Dispose() => folder.Delete(recursive: true);
}
