using Plumb.Findings;

namespace Plumb.Diagnosis;

/// <summary>The texts of what is wrong with a question about access.</summary>
internal static class AccessFindings
{
    public static Finding UnknownTable(string table, IEnumerable<string> tables)
    {
        var names = tables.ToList();
        var nearest = NearestName.Of(table, names) ?? NearestName.Of($"public.{table}", names);
        return new(FindingCodes.UnknownTable, Severity.Error, $"there is no table or view {table}")
        {
            Meaning = nearest is null ? "write the name as SQL does, with its schema unless search_path finds it" : $"did you mean {nearest}?",
            Help = "see which there are: plumb shell -- -c '\\dtvm *.*'",
        };
    }

    public static Finding UnknownRole(string role, IEnumerable<string> roles)
    {
        var nearest = NearestName.Of(role, roles);
        return new(FindingCodes.UnknownRole, Severity.Error, $"there is no role {role}")
        {
            Meaning = nearest is null ? "--as wants a role of the database, not the name of a user of the application, who is in --claims" : $"did you mean {nearest}?",
            Help = "see which there are: plumb shell -- -c '\\du'",
        };
    }

    public static Finding InvalidRow(string reason) =>
        new(FindingCodes.InvalidRow, Severity.Error, "--row is no row of the table")
        {
            Details = [reason],
            Meaning = "it is one JSON object, with a key for each column that is to be written; nothing was tried",
            Help = """write for example: --row '{"id": 1, "owner": "ada"}'""",
        };

    public static Finding UnknownColumn(string column, string table, IEnumerable<string> columns)
    {
        List<string> names = [.. columns];
        return new(FindingCodes.InvalidRow, Severity.Error, $"{table} has no column {column}")
        {
            Details = [$"its columns are {string.Join(", ", names)}"],
            Meaning = "the server would leave it out, and the policies would be tried on another row; nothing was tried",
            Help = NearestName.Of(column, names) is { } nearest ? $"write \"{nearest}\" in --row" : "leave it out of --row",
        };
    }

    public static Finding RowNotTried(string reason) =>
        new(FindingCodes.OwnCommandRefused, Severity.Error, $"the row could not be tried: {reason}")
        {
            Meaning = "the connecting role needs the right to make temporary objects; nothing was changed",
            Help = "give it, as the database's owner: GRANT TEMPORARY ON DATABASE <database> TO <role>;",
        };

    public static Finding InvalidClaims(string reason) =>
        new(FindingCodes.InvalidClaims, Severity.Error, "--claims is no JSON object")
        {
            Details = [reason],
            Meaning = "the claims of a JWT are one JSON object, which policies read; nothing was tried",
            Help = """write for example: --claims '{"sub": "00000000-0000-0000-0000-000000000001"}'""",
        };
}
