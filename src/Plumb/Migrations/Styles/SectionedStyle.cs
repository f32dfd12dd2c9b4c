namespace Plumb.Migrations.Styles;

/// <summary>One file holds the up and the down script, divided by comments.</summary>
/// <param name="tool">Whose style it is.</param>
/// <param name="marks">The comments.</param>
/// <param name="newCommand">The command that makes a new migration.</param>
internal sealed class SectionedStyle(string tool, SectionMarks marks, string newCommand) : IFileStyle
{
    /// <summary><c>-- migrate:up</c> and <c>-- migrate:down</c>.</summary>
    public static SectionedStyle Dbmate { get; } =
        new("dbmate", new SectionMarks("--migrate:up", "--migrate:down", "transaction:false"), "dbmate --migrations-dir {0} new NAME");

    /// <summary><c>-- +goose Up</c> and <c>-- +goose Down</c>.</summary>
    public static SectionedStyle Goose { get; } =
        new("goose", new SectionMarks("--+gooseUp", "--+gooseDown", "--+gooseNOTRANSACTION"), "goose -dir {0} create NAME sql");

    public string Tool => tool;

    public string NewCommand => newCommand;

    public bool Fits(StyledFolder folder) => folder.FirstLines().Any(marks.IsUp);

    public IReadOnlyList<MigrationFile> List(StyledFolder folder) =>
        [.. FileStyles.Plain.List(folder).Select(file => file with { Marks = marks })];
}
