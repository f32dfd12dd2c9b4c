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
            Help = "list them: SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT LIKE 'pg\\_%' ORDER BY 1, 2;",
        };
    }

    public static Finding UnknownRole(string role, IEnumerable<string> roles)
    {
        var nearest = NearestName.Of(role, roles);
        return new(FindingCodes.UnknownRole, Severity.Error, $"there is no role {role}")
        {
            Meaning = nearest is null ? "--as wants a role of the database, not the name of a user of the application, who is in --claims" : $"did you mean {nearest}?",
            Help = "list them: SELECT rolname FROM pg_roles ORDER BY 1;",
        };
    }

    public static Finding InvalidClaims(string reason) =>
        new(FindingCodes.InvalidClaims, Severity.Error, "--claims is no JSON object")
        {
            Details = [reason],
            Meaning = "the claims of a JWT are one JSON object, which policies read; nothing was tried",
            Help = """write for example: --claims '{"sub": "00000000-0000-0000-0000-000000000001"}'""",
        };
}
