namespace Plumb.PostgresTests.Diffing;

/// <summary>The cases that were made for fingerprints: pairs of schemas that differ in one property.</summary>
public sealed class PlanCatalogCorpusTests(PostgresServer server)
{
    public static TheoryData<string> Cases => PlanCase.Named("catalog--");

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_plan_changes_one_property_and_changes_it_back(string name) => CorpusRun.AssertAsync(server, name);
}
