using Plumb.Catalog;

namespace Plumb.Tests.Catalog;

/// <summary>Ids of facts: names for good.</summary>
public sealed class FactIdTests
{
    private static readonly FactId Public = new(FactKinds.Schema, null, "public");
    private static readonly FactId Table = new(Kind("table"), Public, "videos");
    private static readonly FactId Column = new(FactKinds.Column, Table, "title");

    [Fact]
    public void An_id_reads_like_sql()
    {
        Assert.Equal("column public.videos.title", Column.ToString());
        Assert.Equal("index public.videos_title_idx", new FactId(Kind("index"), Table, "videos_title_idx").ToString());
        Assert.Equal("function public.f(integer, text)", new FactId(Kind("function"), Public, "f", "integer, text").ToString());
        Assert.Equal("owner of table public.videos", new FactId(FactKinds.Owner, Table, "").ToString());
        Assert.Equal("grant of SELECT to anon on table public.videos", new FactId(FactKinds.Grant, Table, "anon", "SELECT").ToString());
        Assert.Equal("partition public.all_videos of table public.videos", new FactId(Kind("partition"), Table, "public.all_videos").ToString());
        Assert.Equal("table \"a.b\".\"select\"", new FactId(Kind("table"), new FactId(FactKinds.Schema, null, "a.b"), "select").ToString());
    }

    [Fact]
    public void Ids_of_the_same_parts_are_equal()
    {
        var again = new FactId(FactKinds.Column, new FactId(Kind("table"), new FactId(FactKinds.Schema, null, "public"), "videos"), "title");
        Assert.Equal(Column, again);
        Assert.Equal(Column.GetHashCode(), again.GetHashCode());
        Assert.NotEqual(Column, new FactId(FactKinds.Column, Table, "Title"));
        Assert.NotEqual(new FactId(Kind("function"), Public, "f", "text"), new FactId(Kind("function"), Public, "f", "integer"));
    }

    [Fact]
    public void A_part_belongs_to_its_object()
    {
        var comment = new FactId(Kind("comment"), Column, "");
        Assert.Equal(Table, comment.Whole);
        Assert.Equal(Table, Table.Whole);
        Assert.Equal(Public, new FactId(FactKinds.Owner, Public, "").Whole);
    }

    [Fact]
    public void Parents_come_first_and_parts_before_the_objects_within()
    {
        var comment = new FactId(Kind("comment"), Column, "");
        var owner = new FactId(FactKinds.Owner, Public, "");
        var view = new FactId(Kind("view"), Public, "a");
        FactId[] sorted = [Public, owner, Table, Column, comment, view];
        FactId[] shuffled = [view, comment, Table, owner, Column, Public];
        Assert.Equal(sorted, shuffled.Order(FactOrder.Instance));
    }

    private static FactKind Kind(string word) => FactKinds.Find(word)!;
}
