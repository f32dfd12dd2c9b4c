namespace Plumb.Diffing.Rules;

/// <summary>How values are stored that may be long.</summary>
internal static class ColumnStorage
{
    /// <summary>The word for the catalog's letter.</summary>
    public static string Word(string letter) => letter switch { "p" => "PLAIN", "e" => "EXTERNAL", "m" => "MAIN", _ => "EXTENDED" };

    /// <summary>The word for what a type has by itself; before PostgreSQL 16 there is no other way to name it.</summary>
    public static string OfType(string type) => type.Split('(', '[')[0] is "numeric" or "inet" or "cidr" && !type.EndsWith(']') ? "MAIN" : "EXTENDED";
}
