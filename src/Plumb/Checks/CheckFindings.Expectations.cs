using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>The texts about expectations and identities.</summary>
internal static partial class CheckFindings
{
    private static readonly string FormList = "the forms are: " + string.Join(" · ", ExpectationForm.All.Select(static form => form.Shown).Distinct(StringComparer.Ordinal));

    private static readonly Dictionary<string, string> ConditionNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["insufficient_privilege"] = "42501",
        ["unique_violation"] = "23505",
        ["foreign_key_violation"] = "23503",
        ["not_null_violation"] = "23502",
        ["check_violation"] = "23514",
        ["exclusion_violation"] = "23P01",
        ["restrict_violation"] = "23001",
        ["raise_exception"] = "P0001",
        ["undefined_table"] = "42P01",
        ["undefined_column"] = "42703",
        ["undefined_function"] = "42883",
        ["invalid_text_representation"] = "22P02",
        ["numeric_value_out_of_range"] = "22003",
        ["division_by_zero"] = "22012",
        ["string_data_right_truncation"] = "22001",
        ["read_only_sql_transaction"] = "25006",
        ["generated_always"] = "428C9",
    };

    public static Finding UnknownExpectation(string text, ExpectationForm? nearest, Place place) => Error(
        FindingCodes.UnknownExpectation,
        nearest is null ? $"`{text}` is no expectation" : $"`{text}` is no expectation; did you mean `{nearest.Shown}`?",
        place,
        FormList,
        $"write for example: -- expect: {nearest?.Example ?? "no rows"}");

    public static Finding EmptyExpectation(Place place) => Error(
        FindingCodes.UnknownExpectation, "`-- expect:` says nothing", place, FormList, "write for example: -- expect: no rows");

    public static Finding AtLeastZero(Place place) => Error(
        FindingCodes.UnknownExpectation,
        "`at least 0 rows` always holds",
        place,
        "a check that cannot fail proves nothing",
        "write -- expect: succeeds if it only has to run, or -- expect: at least 1 row");

    public static Finding NullValue(Place place) => Error(
        FindingCodes.UnknownExpectation,
        "`value` compares text, and NULL has none",
        place,
        "it is unclear whether NULL or the word is meant",
        "for NULL, write SELECT … IS NULL with -- expect: true; for the word, write -- expect: value 'null'");

    public static Finding UnclosedValue(char quote, Place place) => Error(
        FindingCodes.UnknownExpectation,
        $"the value begins with {quote} and its quotes do not match",
        place,
        $"a quoted value ends with the same quote, and a quote inside it is doubled",
        $"write for example: -- expect: value {quote}it{quote}{quote}s here{quote}");

    public static Finding BrokenCondition(string token, string why, Place place) => Error(
        FindingCodes.UnknownExpectation,
        $"`{token}` {why}",
        place,
        "`every row` takes one condition over the columns of the query, on one line",
        "write for example: -- expect: every row amount > 0 and currency in ('EUR', 'USD')");

    public static Finding NoSqlState(string written, Place place)
    {
        var name = NearestName.Of(written, ConditionNames.Keys);
        return Error(
            FindingCodes.UnknownExpectation,
            name is null ? $"`{written}` is no SQLSTATE" : $"`{written}` is no SQLSTATE; {name} is {ConditionNames[name]}",
            place,
            "an SQLSTATE has five digits and letters; common ones are 42501 insufficient privilege, 23505 unique, 23503 foreign key, 23514 check, 23502 not null, P0001 raised by a function",
            $"write for example: -- expect: error {(name is null ? "42501" : ConditionNames[name])}");
    }

    public static Finding WithoutExpectation(string title, Place place) => Error(
        FindingCodes.CheckWithoutExpectation,
        $"\"{title}\" expects nothing",
        place,
        $"a check without an expectation proves nothing; {FormList}",
        "write below the title, for example: -- expect: no rows");

    public static Finding AffectedInCheck(string title, Place place) => Error(
        FindingCodes.AffectedInCheck,
        $"`affected` stands in the check \"{title}\", and a check changes no rows",
        place,
        "a check is read-only; only a test may write, and it is rolled back",
        $"write the title as: -- test: {title}");

    public static Finding ErrorAmongOthers(Expectation error, Place place) => Error(
        FindingCodes.ContradictoryExpectations,
        $"`{error.Text}` cannot hold together with another expectation",
        place,
        "a statement that fails returns and changes nothing",
        "keep one of them, or make two checks");

    public static Finding IdentityWithoutRole(Place place) => Error(
        FindingCodes.InvalidIdentity,
        "`-- as:` names no role",
        place,
        "it takes a role, and a JSON object of claims where the role has some",
        """write for example: -- as: authenticated {"sub": "6f0c3a52-0000-4000-8000-000000000001"}""");

    public static Finding NoSuchKindOfRole(string role, Place place) => Error(
        FindingCodes.InvalidIdentity,
        $"`{role}` is no role that a check can run as",
        place,
        "PostgreSQL keeps this word for something else",
        "write for example: -- as: anon");

    public static Finding ClaimsAreNoObject(Place place) => Error(
        FindingCodes.InvalidIdentity,
        "behind the role stands no JSON object",
        place,
        "the claims are one JSON object, as a JWT holds them",
        """write for example: -- as: authenticated {"sub": "6f0c3a52-0000-4000-8000-000000000001"}""");

    public static Finding ClaimsAreNoJson(Place place) => Error(
        FindingCodes.InvalidIdentity,
        "the claims are not valid JSON",
        place,
        "JSON wants double quotes around names and texts, and no comma at the end",
        """write for example: -- as: authenticated {"sub": "6f0c3a52-0000-4000-8000-000000000001"}""");
}
