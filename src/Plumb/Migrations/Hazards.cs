namespace Plumb.Migrations;

/// <summary>What an <c>allow</c> directive can allow.</summary>
public static class Hazards
{
    /// <summary>Rows or values are lost.</summary>
    public const string DataLoss = "data-loss";

    /// <summary>A table is rewritten while it is locked.</summary>
    public const string Rewrite = "rewrite";

    /// <summary>A lock keeps readers or writers out for long.</summary>
    public const string Lock = "lock";

    /// <summary>It cannot be taken back.</summary>
    public const string Irreversible = "irreversible";

    /// <summary>A role reaches rows that it did not reach before, unfiltered by a policy.</summary>
    public const string Access = "access";

    /// <summary>Every hazard.</summary>
    public static IReadOnlyList<string> All { get; } = [DataLoss, Rewrite, Lock, Irreversible, Access];
}
