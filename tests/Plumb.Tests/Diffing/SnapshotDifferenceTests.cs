using Plumb.Catalog;
using Plumb.Diffing;

namespace Plumb.Tests.Diffing;

public sealed class SnapshotDifferenceTests
{
    private static readonly FactId Public = new(FactKinds.Schema, null, "public");
    private static readonly FactKind Table = FactKinds.Find("table")!;

    [Fact]
    public void Equal_snapshots_have_no_difference() =>
        Assert.True(SnapshotDifference.Between(Of(Videos("id", "title")), Of(Videos("id", "title"))).IsEmpty);

    [Fact]
    public void What_only_one_side_has_was_added_or_removed()
    {
        var forth = SnapshotDifference.Between(Of(Videos("id")), Of(Videos("id", "title")));
        var delta = Assert.Single(forth.Deltas);
        Assert.Equal((DeltaKind.Added, "column public.videos.title"), (delta.Kind, delta.Id.ToString()));

        var back = SnapshotDifference.Between(Of(Videos("id", "title")), Of(Videos("id")));
        Assert.Equal(DeltaKind.Removed, Assert.Single(back.Deltas).Kind);
    }

    [Fact]
    public void A_change_states_the_properties_that_differ()
    {
        var before = new Fact(new FactId(FactKinds.Column, null, "c"), new Payload(Property("type", "integer"), Property("collation", "C")), []);
        var after = new Fact(before.Id, new Payload(Property("type", "bigint"), new FactProperty("not_null", new FactValue(true))), []);
        var delta = Assert.Single(SnapshotDifference.Between(Of([before]), Of([after])).Deltas);
        Assert.Equal(["type integer → bigint", "collation C → –", "not_null – → true"], delta.Properties.Select(static p => p.ToString()));
        Assert.Equal(["type bigint → integer", "not_null true → –", "collation – → C"], delta.Reversed().Properties.Select(static p => p.ToString()));
    }

    [Theory]
    [InlineData("a b", "a b c", false)]
    [InlineData("a b c", "a c", false)]
    [InlineData("a b c", "a c d", false)]
    [InlineData("a b", "b a", true)]
    [InlineData("a b", "a c b", true)]
    public void An_order_differs_only_when_dropping_and_adding_at_the_end_does_not_make_it(string before, string after, bool differs)
    {
        var difference = SnapshotDifference.Between(Of(Videos(before.Split(' '))), Of(Videos(after.Split(' '))));
        Assert.Equal(differs, difference.Deltas.Any(static d => ReferenceEquals(d.Id.Kind, FactKinds.ColumnOrder)));
    }

    [Fact]
    public void Differences_are_grouped_by_the_object_that_they_are_in()
    {
        var difference = SnapshotDifference.Between(Of([.. Videos("id"), .. Users("id")]), Of([.. Videos("id", "title", "at"), .. Users()]));
        Assert.Equal(
            [("table public.users", 1), ("table public.videos", 2)], difference.ByObject.Select(static o => (o.Key.ToString(), o.Count())));
    }

    [Fact]
    public void A_rename_is_proposed_where_all_but_the_name_is_equal()
    {
        var difference = SnapshotDifference.Between(Of(Videos("id", "title")), Of(TableOf("films", "id", "title")));
        Assert.Equal("table public.videos → table public.films", Assert.Single(Renames.In(difference)).ToString());
    }

    [Fact]
    public void A_rename_is_proposed_for_a_part_within_its_object()
    {
        var difference = SnapshotDifference.Between(Of(Videos("id", "title")), Of(Videos("id", "name")));
        Assert.Equal("column public.videos.title → column public.videos.name", Assert.Single(Renames.In(difference)).ToString());
    }

    [Fact]
    public void No_rename_is_proposed_where_there_are_several_candidates_or_other_content()
    {
        Assert.Empty(Renames.In(SnapshotDifference.Between(Of(Videos("id", "a")), Of(Videos("id", "b", "c")))));
        Assert.Empty(Renames.In(SnapshotDifference.Between(Of(Videos("id")), Of(TableOf("films", "id", "title")))));
    }

    [Fact]
    public void The_comparison_and_the_renames_name_no_kind_of_object()
    {
        string[] generic = ["Delta", "SnapshotDifference", "PartOrder", "Renames"];
        var files = Architecture.SourceFile.Below("src/Plumb/Diffing").Where(f => generic.Contains(f.TypeName)).ToList();
        Assert.Equal(generic.Length, files.Count);
        Assert.All(files, static f => Assert.DoesNotContain("FactKinds", f.Code, StringComparison.Ordinal));
        Assert.All(FactKinds.All, kind => Assert.DoesNotContain(files, f => f.Code.Contains($"\"{kind.Word}\"", StringComparison.Ordinal)));
    }

    private static Fact[] Videos(params string[] columns) => TableOf("videos", columns);

    private static Fact[] Users(params string[] columns) => TableOf("users", columns);

    private static Fact[] TableOf(string name, params string[] columns)
    {
        var table = new FactId(Table, Public, name);
        return
        [
            new Fact(table, default, []),
            .. columns.Select(c => new Fact(new FactId(FactKinds.Column, table, c), new Payload(Property("type", "integer")), [])),
            new Fact(new FactId(FactKinds.ColumnOrder, table, ""), new Payload(new FactProperty("names", new FactValue(columns))), []),
        ];
    }

    private static FactProperty Property(string name, string value) => new(name, new FactValue(value));

    private static Snapshot Of(IEnumerable<Fact> facts) => new("15.0", new SnapshotOptions(), facts, []);
}
