using Plumb.Catalog;

namespace Plumb.Diffing.Rules;

/// <summary>When triggers, event triggers and rules fire.</summary>
internal static class FiringState
{
    /// <summary>The words that switch them so.</summary>
    public static string Word(FactValue? state) => state?.Text switch
    {
        "disabled" => "DISABLE",
        "replica" => "ENABLE REPLICA",
        "always" => "ENABLE ALWAYS",
        _ => "ENABLE",
    };
}
