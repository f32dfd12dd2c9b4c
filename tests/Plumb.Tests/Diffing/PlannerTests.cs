using System.Text.RegularExpressions;
using Plumb.Catalog;
using Plumb.Diffing;
using Plumb.Diffing.Planning;
using Plumb.Tests.Architecture;

namespace Plumb.Tests.Diffing;

public sealed class PlannerTests
{
    private static readonly PlanOptions Additive = new();

    [Fact]
    public void Between_equal_schemas_there_is_nothing_to_do()
    {
        var plan = new SampleSchema().Table("t", "a integer").PlanTo(new SampleSchema().Table("t", "a integer"));
        Assert.True(plan.IsEmpty && plan.IsComplete);
        Assert.Equal("", plan.ToString());
    }

    [Fact]
    public void A_new_table_is_one_statement_with_all_that_can_stand_in_it()
    {
        var wanted = new SampleSchema().Table("u", "id bigint!", "order text").Key("u", "id").Default("u", "order", "'x'::text")
            .Table("t", "id bigint!", "u bigint").Key("t", "id").ForeignKey("t", "u", "u", "id");
        Assert.Equal(
            """
            CREATE TABLE public.u (
              id bigint NOT NULL,
              "order" text DEFAULT 'x'::text,
              CONSTRAINT u_pkey PRIMARY KEY (id)
            );
            CREATE TABLE public.t (
              id bigint NOT NULL,
              u bigint,
              CONSTRAINT t_pkey PRIMARY KEY (id),
              CONSTRAINT t_u_fkey FOREIGN KEY (u) REFERENCES public.u(id)
            );
            """,
            new SampleSchema().PlanTo(wanted).ToString());
    }

    [Fact]
    public void Only_what_closes_a_circle_comes_by_itself()
    {
        var circle = new SampleSchema().Table("t", "id bigint!", "u bigint").Key("t", "id").Table("u", "id bigint!", "t bigint").Key("u", "id")
            .ForeignKey("t", "u", "u", "id").ForeignKey("u", "t", "t", "id");
        Assert.Equal(
            ["CREATE TABLE public.t (", "CREATE TABLE public.u (", "ALTER TABLE public.t ADD CONSTRAINT t_u_fkey FOREIGN KEY (u) REFERENCES public.u(id)"],
            FirstLines(new SampleSchema().PlanTo(circle)));
        Assert.Equal(
            ["ALTER TABLE public.u DROP CONSTRAINT u_t_fkey", "DROP TABLE public.t", "DROP TABLE public.u"],
            FirstLines(circle.PlanTo(new SampleSchema())));
    }

    [Fact]
    public void What_is_replaced_takes_along_what_depends_on_it_and_brings_it_back()
    {
        SampleSchema Schema(string key) => new SampleSchema().Table("t", "id bigint!", "v text")
            .Constraint("t", "t_pkey", "primary key", key, SampleSchema.ColumnId("t", "id"))
            .Table("u", "t bigint").ForeignKey("u", "t", "t", "id").Comment(SampleSchema.PartId("constraint", "u", "u_t_fkey"), "it's ours");
        var plan = Schema("PRIMARY KEY (id)").PlanTo(Schema("PRIMARY KEY (id) INCLUDE (v)"), Additive);
        Assert.Equal(
            [
                "ALTER TABLE public.u DROP CONSTRAINT u_t_fkey",
                "ALTER TABLE ONLY public.t DROP CONSTRAINT t_pkey",
                "ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id) INCLUDE (v)",
                "ALTER TABLE public.u ADD CONSTRAINT u_t_fkey FOREIGN KEY (t) REFERENCES public.t(id)",
                "COMMENT ON CONSTRAINT u_t_fkey ON public.u IS 'it''s ours'",
            ],
            plan.Statements);
        Assert.Equal("it stands in the way of a change that it depends on, and comes again below", plan.Steps[0].Reason);
        Assert.Null(plan.Steps[1].Reason);
    }

    [Fact]
    public void Nothing_is_dropped_without_leave_and_nothing_is_done_that_needs_it()
    {
        var plan = new SampleSchema().Table("t", "a integer", "b integer").Table("x", "a integer")
            .PlanTo(new SampleSchema().Table("t", "a integer", "c text").Sequence("x").Comment(SampleSchema.TableId("t"), "c"), Additive);
        Assert.Equal(["ALTER TABLE public.t ADD COLUMN c text", "COMMENT ON TABLE public.t IS 'c'"], plan.Statements);
        Assert.Contains("drop column public.t.b: all its values would be lost", plan.Withheld.Select(static w => w.ToString()));
        Assert.Contains("drop table public.x: all its rows would be lost", plan.Withheld.Select(static w => w.ToString()));
        Assert.Contains("create sequence public.x: it needs: drop table public.x", plan.Withheld.Select(static w => w.ToString()));
        Assert.False(plan.IsComplete);
    }

    [Fact]
    public void A_replacement_that_cannot_come_is_not_begun()
    {
        SampleSchema Schema(string type) => new SampleSchema().Table("t", $"a {type}").Index("t", "i", $"USING btree (a) WHERE ({type})", SampleSchema.ColumnId("t", "a"));
        var plan = Schema("numeric").PlanTo(Schema("integer"), Additive);
        Assert.True(plan.IsEmpty);
        Assert.Equal(
            ["alter column public.t.a: fractions are rounded away", "drop index public.i: it needs: alter column public.t.a", "create index public.i: it needs: alter column public.t.a"],
            plan.Withheld.Select(static w => w.ToString()));
    }

    [Fact]
    public void Actions_on_one_table_are_one_statement_unless_one_takes_longer()
    {
        var plan = new SampleSchema().Table("t", "a integer", "b integer", "c character varying(5)")
            .PlanTo(new SampleSchema().Table("t", "a bigint", "b bigint", "c character varying(9)", "d text", "e text"));
        Assert.Equal(
            [
                "ALTER TABLE public.t\n  ALTER COLUMN a TYPE bigint,\n  ALTER COLUMN b TYPE bigint",
                "ALTER TABLE public.t\n  ALTER COLUMN c TYPE character varying(9),\n  ADD COLUMN d text,\n  ADD COLUMN e text",
            ],
            plan.Statements);
        Assert.Contains(plan.Steps[0].Hazards, static h => h is { Kind: HazardKind.Rewrite });
        Assert.DoesNotContain(plan.Steps[1].Hazards, static h => h is { Kind: HazardKind.Rewrite });
    }

    [Fact]
    public void Nobody_waits_for_what_the_plan_made_itself()
    {
        var plan = new SampleSchema().PlanTo(new SampleSchema().Table("t", "a integer").Index("t", "i", "USING btree (a)", SampleSchema.ColumnId("t", "a")));
        Assert.Equal(2, plan.Steps.Count);
        Assert.All(plan.Steps, static s => Assert.Empty(s.Hazards));
    }

    [Fact]
    public void An_order_of_columns_that_cannot_be_reached_is_said()
    {
        var plan = new SampleSchema().Table("t", "a integer").PlanTo(new SampleSchema().Table("t", "b integer", "a integer"));
        Assert.Equal(["ALTER TABLE public.t ADD COLUMN b integer"], plan.Statements);
        Assert.Equal("column order of table public.t", Assert.Single(plan.Unreachable).Id.ToString());
    }

    [Fact]
    public void A_name_is_free_before_it_is_taken()
    {
        var plan = new SampleSchema().Table("x", "a integer").PlanTo(new SampleSchema().Sequence("x"));
        Assert.Equal(["DROP TABLE public.x", "CREATE SEQUENCE public.x"], plan.Statements);
    }

    [Fact]
    public void What_goes_goes_before_what_it_depends_on_changes_but_does_not_hold_it_up()
    {
        var before = new SampleSchema().Table("t", "a integer").Index("t", "i", "USING btree (a)", SampleSchema.ColumnId("t", "a"));
        var after = new SampleSchema().Table("t", "a bigint");
        Assert.Equal(["DROP INDEX public.i", "ALTER TABLE public.t ALTER COLUMN a TYPE bigint"], before.PlanTo(after).Statements);
        Assert.Equal(["ALTER TABLE public.t ALTER COLUMN a TYPE bigint"], before.PlanTo(after, Additive).Statements);
    }

    [Fact]
    public void The_order_of_columns_gives_way_where_one_is_computed_from_a_later_one()
    {
        var after = new SampleSchema().Table("t", "z integer", "a integer", "b integer").Generated("t", "a", "b + 1", "b");
        var plan = new SampleSchema().Table("t", "z integer").PlanTo(after);
        Assert.Equal(
            ["ALTER TABLE public.t ADD COLUMN b integer", "ALTER TABLE public.t ADD COLUMN a integer GENERATED ALWAYS AS (b + 1) STORED"], plan.Statements);
        Assert.Equal("column order of table public.t", Assert.Single(plan.Unreachable).Id.ToString());
        Assert.StartsWith("CREATE TABLE public.t (\n  z integer,\n  a integer GENERATED", new SampleSchema().PlanTo(after).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_type_of_a_generated_column_s_source_changes_with_the_column_made_anew()
    {
        SampleSchema Schema(string type) => new SampleSchema().Table("t", $"a {type}", $"g {type}").Generated("t", "g", "a * 2", "a").Comment(SampleSchema.ColumnId("t", "g"), "twice");
        Assert.Equal(
            [
                "ALTER TABLE public.t DROP COLUMN g",
                "ALTER TABLE public.t\n  ALTER COLUMN a TYPE bigint,\n  ADD COLUMN g bigint GENERATED ALWAYS AS (a * 2) STORED",
                "COMMENT ON COLUMN public.t.g IS 'twice'",
            ],
            Schema("integer").PlanTo(Schema("bigint"), Additive).Statements);
    }

    [Fact]
    public void An_index_goes_before_a_constraint_takes_its_name()
    {
        var before = new SampleSchema().Table("t", "a integer", "b integer").Index("t", "i", "USING btree (a)", SampleSchema.ColumnId("t", "a"));
        var after = new SampleSchema().Table("t", "a bigint", "b integer").Constraint("t", "i", "unique", "UNIQUE (b)", SampleSchema.ColumnId("t", "b"));
        Assert.Equal(
            ["DROP INDEX public.i", "ALTER TABLE public.t ALTER COLUMN a TYPE bigint", "ALTER TABLE ONLY public.t ADD CONSTRAINT i UNIQUE (b)"],
            before.PlanTo(after).Statements);
    }

    [Fact]
    public void The_plan_is_the_same_in_whatever_order_the_facts_come()
    {
        var wanted = new SampleSchema().Table("b", "id bigint!", "a bigint").Key("b", "id").Table("a", "id bigint!", "b bigint", "c text").Key("a", "id")
            .ForeignKey("a", "b", "b", "id").ForeignKey("b", "a", "a", "id").Index("a", "i", "USING btree (c)", SampleSchema.ColumnId("a", "c"));
        var empty = new SampleSchema().Take();
        string PlanOf(bool reversed) => Planner.Plan(SnapshotDifference.Between(empty, wanted.Take(reversed)), Additive).ToString();
        Assert.Equal(PlanOf(reversed: false), PlanOf(reversed: true));
    }

    [Fact]
    public void Online_an_index_is_never_missing_and_rows_are_looked_at_while_others_work()
    {
        var before = new SampleSchema().Table("t", "a integer").Index("t", "i", "USING btree (a)", SampleSchema.ColumnId("t", "a"));
        var after = new SampleSchema().Table("t", "a integer!").Index("t", "i", "USING hash (a)", SampleSchema.ColumnId("t", "a"))
            .Constraint("t", "k", "check", "CHECK (a > 0)", SampleSchema.ColumnId("t", "a"));
        var plan = before.PlanTo(after, new PlanOptions { Online = true });
        Assert.Equal(
            [
                "ALTER TABLE public.t ADD CONSTRAINT \"a is not null~\" CHECK (a IS NOT NULL) NOT VALID",
                "ALTER TABLE public.t VALIDATE CONSTRAINT \"a is not null~\"",
                "ALTER TABLE public.t ALTER COLUMN a SET NOT NULL",
                "ALTER TABLE public.t DROP CONSTRAINT \"a is not null~\"",
                "ALTER TABLE public.t ADD CONSTRAINT k CHECK (a > 0) NOT VALID",
                "ALTER TABLE public.t VALIDATE CONSTRAINT k",
                "ALTER INDEX public.i RENAME TO \"i~\"",
                "CREATE INDEX CONCURRENTLY i ON public.t USING hash (a)",
                "DROP INDEX CONCURRENTLY public.\"i~\"",
            ],
            plan.Statements);
        Assert.DoesNotContain(plan.Steps, static s => s.Hazards.Any(static h => h.Kind == HazardKind.FullScan) && s.Hazards.Any(static h => h.BlocksWrites));
        Assert.False(plan.IsTransactional);
    }

    [Fact]
    public void The_planner_names_no_kind_of_object()
    {
        var files = SourceFile.Below("src/Plumb/Diffing/Planning").ToList();
        Assert.True(files.Count > 15);
        string[] words = [.. FactKinds.All.Select(static k => k.Word)];
        Assert.All(files.Where(static f => f.TypeName != "DdlRule"), static f => Assert.DoesNotContain("FactKinds", f.Code, StringComparison.Ordinal));
        Assert.All(files, f => Assert.DoesNotContain(words, w => Regex.IsMatch(f.Code, $"\"{w}\"", RegexOptions.IgnoreCase)));
    }

    private static IEnumerable<string> FirstLines(Plan plan) => plan.Statements.Select(static s => s.Split('\n')[0]);
}
