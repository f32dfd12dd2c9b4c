using Plumb.Findings;

namespace Plumb.Environments;

/// <summary>The texts about connection strings. None of them repeats a value that may be a secret.</summary>
internal static class ConnectionStringFindings
{
    private const string UrlForm = "postgres://role:password@host:5432/database?sslmode=require";

    public static Finding NotAConnectionString(string? variable) => Error(
        FindingCodes.InvalidConnectionString,
        "this is neither a URL nor a key-value string") with
    {
        Meaning = variable is null ? "where the database is cannot be told; nothing was connected to" : "a variable is only replaced when it stands in braces",
        Help = variable is null
            ? $"write {UrlForm} or host=… port=5432 dbname=… user=…"
            : $"write ${{{variable}}}",
    };

    public static Finding WrongScheme(string scheme) => Error(
        FindingCodes.InvalidConnectionString,
        $"a URL of a PostgreSQL database starts with postgres://, this one starts with {scheme}://") with
    {
        Meaning = "nothing was connected to",
        Help = scheme is "http" or "https"
            ? "use the database's connection string, not the address of its API or dashboard; on Supabase: Connect, then Connection string"
            : $"write {UrlForm}",
    };

    public static Finding WithoutScheme() => Error(
        FindingCodes.InvalidConnectionString,
        "what --env names looks like a URL and does not start with postgres://") with
    {
        Meaning = "it is not shown, because it may hold a password",
        Help = $"write {UrlForm}",
    };

    public static Finding StrayAt() => Error(
        FindingCodes.InvalidConnectionString,
        "the URL holds an @ that does not end the role and password") with
    {
        Meaning = "an @, :, / or ? in a password ends it too early, and the rest would be taken for the host",
        Help = "percent-encode the password: @ is %40, : is %3A, / is %2F, ? is %3F, # is %23, % is %25",
    };

    public static Finding BadEscape() => Error(
        FindingCodes.InvalidConnectionString,
        "the URL holds a % that is not followed by two hexadecimal digits") with
    {
        Meaning = "in a URL a % begins an encoded character, so that what follows is unclear; nothing was connected to",
        Help = "write %25 for a percent sign",
    };

    public static Finding UnclosedBracket() => Error(
        FindingCodes.InvalidConnectionString,
        "the URL opens an IPv6 address with [ and does not close it") with
    {
        Meaning = "where the host ends cannot be told; nothing was connected to",
        Help = "write it as postgres://role@[::1]:5432/database",
    };

    public static Finding NotAPort() => Error(
        FindingCodes.InvalidConnectionString,
        "the port is not a number from 1 to 65535") with
    {
        Meaning = "this also happens when a password holds a / that is not percent-encoded",
        Help = $"write {UrlForm}; / in a password is %2F",
    };

    public static Finding MissingValue(string keyword) => Error(
        FindingCodes.InvalidConnectionString,
        $"the connection string gives no value for {keyword}") with
    {
        Meaning = "an empty value would mean a default, which may be another database; nothing was connected to",
        Help = $"write {keyword}=…, and a value with spaces in single quotes",
    };

    public static Finding MissingEquals() => Error(
        FindingCodes.InvalidConnectionString,
        "the key-value string holds a word without =") with
    {
        Meaning = "a value that holds a space must stand in single quotes",
        Help = "write host=… dbname=… password='with space'",
    };

    public static Finding UnclosedQuote() => Error(
        FindingCodes.InvalidConnectionString,
        "a quoted value of the key-value string is not closed") with
    {
        Meaning = "where the value ends cannot be told; nothing was connected to",
        Help = @"close it with the quote that opened it; write \' for a quote inside",
    };

    public static Finding SeveralHosts() => Error(
        FindingCodes.UnsupportedConnectionParameter,
        "the connection string names several hosts") with
    {
        Meaning = "Plumb changes one database and names it first",
        Help = "keep only the primary's host",
    };

    public static Finding UnknownParameter(string name)
    {
        var nearest = NearestName.Of(name, ConnectionWords.All.Select(static w => w.Keyword));
        return Error(FindingCodes.UnknownConnectionParameter, $"there is no connection parameter {Shown(name)}") with
        {
            Meaning = "what Plumb does not know it would have to ignore, and with it what you wanted; nothing was connected to",
            Help = nearest is null
                ? "remove it, or use one of libpq's: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS"
                : $"write {nearest}",
        };
    }

    public static Finding Unsupported(string keyword, string why) => Error(
        FindingCodes.UnsupportedConnectionParameter,
        $"the connection parameter {keyword} is not supported here") with
    {
        Meaning = why,
        Help = $"remove {keyword}",
    };

    public static Finding InvalidValue(string keyword, string expected) => Error(
        FindingCodes.InvalidConnectionString,
        $"the value of {keyword} is not {expected}") with
    {
        Meaning = "the server or its client library would refuse it; nothing was connected to",
        Help = $"write {keyword}={(expected.Contains("number", StringComparison.Ordinal) ? "10" : "…")}",
    };

    public static Finding NotOneOf(string keyword, string value, IReadOnlyList<string> words) => Error(
        FindingCodes.InvalidConnectionString,
        $"{keyword} cannot be {Shown(value)}") with
    {
        Meaning = $"{keyword} takes one of a few words; nothing was connected to",
        Help = NearestName.Of(value, words) is { } nearest ? $"write {keyword}={nearest}" : $"write one of {string.Join(", ", words)}",
    };

    public static Finding NoVariables(string environment) => Error(
        FindingCodes.NoConnectionVariables,
        $"the environment {environment} has no url, and none of PGHOST, PGDATABASE and PGSERVICE is set") with
    {
        Meaning = "without a url the variables of libpq say where the database is, and no default is guessed at",
        Help = "set PGHOST, PGUSER, PGPASSWORD and PGDATABASE, or give the environment a url in plumb.yaml",
    };

    public static Finding UnknownService(string service, string? nearest, IReadOnlyList<string> files) => Error(
        FindingCodes.UnknownService,
        $"the connection service {service} is not defined") with
    {
        Meaning = files.Count == 0 ? "there is no pg_service.conf" : $"looked in {string.Join(" and ", files)}",
        Help = nearest is null ? $"add a section [{service}] to ~/.pg_service.conf" : $"write service={nearest}",
    };

    public static Finding UnsetVariable(string environment, string variable) => Error(
        FindingCodes.UnsetVariable,
        $"the url of {environment} needs the variable {variable}, which is not set") with
    {
        Meaning = "it is looked up in the process's environment, then in the project's .env",
        Help = $"export {variable}='postgres://…', or add the line {variable}=… to a git-ignored .env",
    };

    public static Finding UnclosedVariable() => Error(
        FindingCodes.InvalidConnectionString,
        "a ${ is not closed, or what it holds is not the name of a variable") with
    {
        Meaning = "what the variable is called cannot be told; nothing was connected to",
        Help = "write ${NAME} or ${NAME:-default}",
    };

    // A mistyped URL can put any part of it, the password too, where a name is expected.
    private static string Shown(string name) =>
        name.Length is > 0 and <= 40 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ') ? name : "of that name";

    private static Finding Error(FindingCode code, string message) => new(code, Severity.Error, message);
}
