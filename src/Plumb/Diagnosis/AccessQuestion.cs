namespace Plumb.Diagnosis;

/// <summary>Who wants to do what with a table.</summary>
/// <param name="Table">Its name, as SQL writes it; with its schema unless <c>search_path</c> finds it.</param>
/// <param name="Role">The database role.</param>
/// <param name="Command">What it wants to do.</param>
public sealed record AccessQuestion(string Table, string Role, AccessCommand Command)
{
    /// <summary>A JSON object for <c>request.jwt.claims</c>; null for none.</summary>
    public string? Claims { get; init; }

    /// <summary>A JSON object with the columns of a row that is to be written; null to look at rows that are there only.</summary>
    public string? Row { get; init; }

    /// <summary>The command as SQL writes it.</summary>
    internal string CommandWord => Command.ToString().ToUpperInvariant();

    /// <summary>Further settings that policies read with <c>current_setting</c>, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
