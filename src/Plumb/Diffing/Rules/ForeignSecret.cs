using Plumb.Catalog;

namespace Plumb.Diffing.Rules;

/// <summary>Options of servers and user mappings that hold secrets: a snapshot has them masked.</summary>
internal static class ForeignSecret
{
    private const string Mask = "=***";

    /// <summary>Why the difference stays; null when no secret is in it.</summary>
    public static string? Reason(Fact? before, Fact? after)
    {
        var old = before?.Payload["options"]?.List ?? [];
        var secret = (after?.Payload["options"]?.List ?? []).FirstOrDefault(o => o.EndsWith(Mask, StringComparison.Ordinal) && !old.Contains(o, StringComparer.Ordinal));
        return secret is null ? null : $"the snapshot does not hold the value of {secret[..^Mask.Length]}; set it with ALTER … OPTIONS (SET {secret[..^Mask.Length]} '…')";
    }
}
