using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>The file that takes a report in place of standard output.</summary>
internal static class OutputFile
{
    /// <summary>Makes sure that it can be written, and leaves it as it is.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public static void Probe(string file)
    {
        try
        {
            var wasThere = File.Exists(file);
            File.Open(file, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            if (!wasThere)
            {
                File.Delete(file);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(OutputFindings.Unwritable(file, error));
        }
    }

    /// <summary>Writes it whole; what prevents that is told on standard error.</summary>
    public static void Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.Write(FindingText.Render(OutputFindings.Unwritable(file, error), Terminal.ErrorWidth));
        }
    }
}
