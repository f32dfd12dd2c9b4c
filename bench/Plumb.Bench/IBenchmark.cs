namespace Plumb.Bench;

/// <summary>One benchmark, run by its name.</summary>
internal interface IBenchmark
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Summary { get; }

    /// <summary>Measures and prints.</summary>
    Task RunAsync(TextWriter output, IReadOnlyList<string> arguments);
}
