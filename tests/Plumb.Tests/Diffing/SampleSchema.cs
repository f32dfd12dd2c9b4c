using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Diffing.Planning;

namespace Plumb.Tests.Diffing;

/// <summary>Snapshots put together by hand, fact by fact.</summary>
internal sealed class SampleSchema
{
    private static readonly FactId Public = new(FactKinds.Schema, null, "public");
    private readonly List<Fact> facts = [new Fact(Public, default, [])];

    public static FactId TableId(string name) => new(FactKinds.Find("table")!, Public, name);

    public static FactId ColumnId(string table, string name) => new(FactKinds.Column, TableId(table), name);

    public static FactId PartId(string kind, string table, string name = "") => new(FactKinds.Find(kind)!, TableId(table), name);

    /// <summary>A table whose columns are written <c>name type</c>, with <c>!</c> behind for NOT NULL.</summary>
    public SampleSchema Table(string name, params string[] columns)
    {
        facts.Add(new Fact(TableId(name), default, []));
        foreach (var (column, type) in columns.Select(static c => (c.Split(' ')[0], c.Split(' ', 2)[1])))
        {
            var properties = new List<FactProperty> { new("type", new FactValue(type.TrimEnd('!'))) };
            if (type.EndsWith('!'))
            {
                properties.Add(new FactProperty("not_null", new FactValue(true)));
            }

            facts.Add(new Fact(ColumnId(name, column), new Payload(properties), []));
        }

        facts.Add(new Fact(PartId("column order", name), new Payload(new FactProperty("names", new FactValue([.. columns.Select(static c => c.Split(' ')[0])]))), []));
        return this;
    }

    public SampleSchema Default(string table, string column, string expression) =>
        Add(new Fact(new FactId(FactKinds.Find("default")!, ColumnId(table, column), ""), new Payload(Text("expression", expression)), []));

    public SampleSchema Generated(string table, string column, string expression, params string[] from) => Add(new Fact(
        new FactId(FactKinds.Find("default")!, ColumnId(table, column), ""),
        new Payload(Text("generated", "stored"), Text("expression", expression)),
        [.. from.Select(f => ColumnId(table, f))]));

    public SampleSchema Comment(FactId on, string text) => Add(new Fact(new FactId(FactKinds.Find("comment")!, on, ""), new Payload(Text("text", text)), []));

    public SampleSchema Index(string table, string name, string definition, params FactId[] needs) =>
        Add(new Fact(new FactId(FactKinds.Index, TableId(table), name), new Payload(Text("definition", definition)), needs));

    public SampleSchema Sequence(string name) => Add(new Fact(new FactId(FactKinds.Find("sequence")!, Public, name), new Payload(Text("type", "bigint")), []));

    public SampleSchema Constraint(string table, string name, string type, string definition, params FactId[] needs) =>
        Add(new Fact(PartId("constraint", table, name), new Payload(Text("type", type), Text("definition", definition)), needs));

    public SampleSchema Key(string table, string column) => Constraint(table, $"{table}_pkey", "primary key", $"PRIMARY KEY ({column})", ColumnId(table, column));

    public SampleSchema ForeignKey(string table, string column, string other, string otherColumn) => Constraint(
        table, $"{table}_{column}_fkey", "foreign key", $"FOREIGN KEY ({column}) REFERENCES public.{other}({otherColumn})",
        ColumnId(table, column), ColumnId(other, otherColumn), PartId("constraint", other, $"{other}_pkey"));

    public Snapshot Take(bool reversed = false) => new("15.0", new SnapshotOptions(), reversed ? facts.AsEnumerable().Reverse() : facts, []);

    /// <summary>The plan from this schema to another; it may drop unless told otherwise.</summary>
    public Plan PlanTo(SampleSchema after, PlanOptions? options = null) =>
        Planner.Plan(SnapshotDifference.Between(Take(), after.Take()), options ?? new PlanOptions { AllowDrop = true });

    private SampleSchema Add(Fact fact)
    {
        facts.Add(fact);
        return this;
    }

    private static FactProperty Text(string name, string value) => new(name, new FactValue(value));
}
