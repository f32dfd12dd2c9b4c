namespace Plumb.PostgresTests.Diffing;

/// <summary>The cases that were made for plans: <c>before.sql</c>, <c>after.sql</c> and perhaps rows.</summary>
public sealed class PlanCorpusTests(PostgresServer server)
{
    public static TheoryData<string> Cases => PlanCase.Named("plan--");

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_plan_leads_from_one_schema_to_the_other_and_back(string name) => CorpusRun.AssertAsync(server, name);
}
