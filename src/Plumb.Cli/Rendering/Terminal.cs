using System.CommandLine;

namespace Plumb.Cli.Rendering;

/// <summary>How wide what is written may be, and whether in colours.</summary>
internal static class Terminal
{
    /// <summary>Where there is no terminal, and the most on a wide one: longer lines are hard to read.</summary>
    public const int Widest = 100;

    private const int Narrowest = 60;

    /// <summary>The columns of standard output.</summary>
    public static int OutputWidth => Width(Console.IsOutputRedirected);

    /// <summary>The columns of standard error.</summary>
    public static int ErrorWidth => Width(Console.IsErrorRedirected);

    /// <summary>Whether standard output takes colours, and nobody has anything against them.</summary>
    public static bool UsesColor(ParseResult parsed) =>
        !Console.IsOutputRedirected && !parsed.GetValue(GlobalOptions.NoColor) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static int Width(bool isRedirected)
    {
        if (isRedirected)
        {
            return Widest;
        }

        try
        {
            return Console.WindowWidth is > 0 and var columns ? Math.Clamp(columns, Narrowest, Widest) : Widest;
        }
        catch (IOException)
        {
            return Widest;
        }
    }
}
