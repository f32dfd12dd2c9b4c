namespace Plumb.Migrations.Styles;

/// <summary>Every style of files that is recognised.</summary>
internal static class FileStyles
{
    /// <summary>Plumb's own.</summary>
    public static IFileStyle Plain { get; } = new PlainStyle();

    /// <summary>In the order in which they are tried; the first that fits is taken, and the last fits always.</summary>
    public static IReadOnlyList<IFileStyle> All { get; } =
    [
        new SqitchStyle(),
        new FlywayStyle(),
        new PairedStyle(),
        FolderStyle.Diesel,
        FolderStyle.Prisma,
        SectionedStyle.Dbmate,
        SectionedStyle.Goose,
        Plain,
    ];

    /// <summary>The style of a folder.</summary>
    public static IFileStyle Of(StyledFolder folder) => All.First(style => style.Fits(folder));
}
