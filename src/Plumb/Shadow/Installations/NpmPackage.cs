using System.Globalization;
using System.Runtime.InteropServices;

namespace Plumb.Shadow.Installations;

/// <summary>The npm packages that hold PostgreSQL servers, one for each platform, with versions such as <c>17.10.0-beta.17</c>.</summary>
internal static class NpmPackage
{
    /// <summary>The scope under which they are published.</summary>
    public const string Scope = "@embedded-postgres";

    /// <summary>The part of the package's name that says the platform, such as <c>linux-x64</c>; null where there is no package.</summary>
    public static string? Platform()
    {
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : null;
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            Architecture.Arm => "arm",
            Architecture.X86 => "ia32",
            Architecture.Ppc64le => "ppc64",
            _ => null,
        };
        return system is null || processor is null ? null : $"{system}-{processor}";
    }

    /// <summary>The newest of the versions with that major number, or null.</summary>
    public static string? Newest(IEnumerable<string> versions, int major) =>
        versions.Where(version => Numbers(version)[0] == major).MaxBy(Numbers, Comparer<int[]>.Create(Compare));

    private static int[] Numbers(string version) =>
        version.Split('.', '-').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();

    private static int Compare(int[] left, int[] right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] != right[i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        // A plain 17.1.0 comes after its own 17.1.0-beta.2.
        return right.Length.CompareTo(left.Length);
    }
}
