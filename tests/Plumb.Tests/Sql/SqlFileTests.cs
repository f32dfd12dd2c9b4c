using System.Text;
using Plumb.Findings;

namespace Plumb.Tests.Sql;

public sealed class SqlFileTests : IDisposable
{
    private readonly ProjectFolder project = new();

    [Fact]
    public void A_file_is_read_as_it_is_without_a_byte_order_mark()
    {
        var source = project.Write("a/b.sql", "\uFEFFSELECT 'é😀';\r\n-- \uFEFF\n").Read("a/b.sql");

        Assert.Equal("SELECT 'é😀';\r\n-- \uFEFF\n", source.Text);
        Assert.Equal("a/b.sql", source.Path);
        Assert.Equal(Path.Combine(project.Root, "a", "b.sql"), source.FullPath);
    }

    [Fact]
    public void A_path_may_be_absolute() => Assert.Equal("a.sql", project.Write("a.sql", "x").Read(Path.Combine(project.Root, "a.sql")).Path);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_an_empty_text(string text) => Assert.Equal("", project.Write("a.sql", text).Read("a.sql").Text);

    [Fact]
    public void A_byte_that_is_not_utf8_is_named_with_its_place()
    {
        var fault = FaultOf([.. "\uFEFFSELECT 1;\nSELECT 'é"u8, 0xE9, .. "';\n"u8]);

        Assert.Equal(FindingCodes.NotUtf8, fault.Code);
        Assert.Contains("0xE9", fault.Message, StringComparison.Ordinal);
        Assert.Contains("offset 23", fault.Message, StringComparison.Ordinal);
        Assert.Equal("a.sql:2:10", fault.Place!.ToString());
        Assert.StartsWith("SELECT 'é", fault.Place.SourceLine, StringComparison.Ordinal);
        Assert.StartsWith("iconv -f WINDOWS-1252 -t UTF-8 a.sql", fault.Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xC3 }, "0xC3", 1)]
    [InlineData(new byte[] { 0xC0, 0x80 }, "0xC0", 0)]
    [InlineData(new byte[] { 0x20, 0xED, 0xA0, 0x80 }, "0xED", 1)]
    [InlineData(new byte[] { 0x20, 0x20, 0x80 }, "0x80", 2)]
    public void Every_kind_of_invalid_byte_is_found(byte[] bytes, string shown, int offset)
    {
        var fault = FaultOf(bytes);

        Assert.Equal(FindingCodes.NotUtf8, fault.Code);
        Assert.EndsWith($"byte {shown} at offset {offset}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_nul_byte_is_named_with_its_place()
    {
        var fault = FaultOf("SELECT 1;\n\n ab\0c"u8.ToArray());

        Assert.Equal(FindingCodes.NulByte, fault.Code);
        Assert.Contains("0x00 at offset 14", fault.Message, StringComparison.Ordinal);
        Assert.Equal("a.sql:3:4", fault.Place!.ToString());
    }

    [Theory]
    [InlineData("utf-16", "UTF-16LE")]
    [InlineData("utf-16BE", "UTF-16BE")]
    [InlineData("utf-32", "UTF-32LE")]
    [InlineData("utf-32BE", "UTF-32BE")]
    public void Wide_encodings_are_recognised_by_their_mark(string encoding, string name)
    {
        var wide = Encoding.GetEncoding(encoding);
        var fault = FaultOf([.. wide.GetPreamble(), .. wide.GetBytes("SELECT 1;")]);

        Assert.Equal(FindingCodes.NotUtf8, fault.Code);
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"iconv -f {name}", fault.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf16_without_a_mark_is_suspected() =>
        Assert.Contains("UTF-16", FaultOf(Encoding.Unicode.GetBytes("SELECT 1;")).Meaning, StringComparison.Ordinal);

    [Fact]
    public void An_archive_of_pg_dump_is_recognised() =>
        Assert.Equal(FindingCodes.DumpArchive, FaultOf([.. "PGDMP"u8, 1, 0, 0]).Code);

    [Theory]
    [InlineData("none.sql", "PL110")]
    [InlineData("folder", "PL112")]
    [InlineData("../outside/x.sql", "PL111")]
    [InlineData("link.sql", "PL111")]
    [InlineData("through/x.sql", "PL111")]
    [InlineData("folder/../../outside/x.sql", "PL111")]
    [InlineData("ring.sql", "PL112")]
    public void A_file_that_must_not_or_cannot_be_read_is_an_error(string path, string code)
    {
        project.Write("folder/a.sql", "SELECT 1;");
        File.WriteAllText(Path.Combine(project.Outside, "x.sql"), "SELECT 1;");
        File.CreateSymbolicLink(Path.Combine(project.Root, "link.sql"), "folder/../../outside/x.sql");
        Directory.CreateSymbolicLink(Path.Combine(project.Root, "through"), project.Outside);
        File.CreateSymbolicLink(Path.Combine(project.Root, "ring.sql"), "ring.sql");

        Assert.Equal(code, Assert.Single(Assert.Throws<MigrationFileException>(() => project.Read(path)).Findings).Code.Code);
    }

    [Fact]
    public void A_missing_file_suggests_the_nearest_name() =>
        Assert.Equal(
            "write create_tables.sql",
            Assert.Throws<MigrationFileException>(() => project.Write("create_tables.sql", "").Read("create_table.sql")).Findings[0].Help);

    [Fact]
    public void The_project_itself_may_be_reached_through_a_link()
    {
        var link = Path.Combine(project.Outside, "link");
        Directory.CreateSymbolicLink(link, project.Write("a.sql", "SELECT 1;").Root);

        Assert.Equal("a.sql", Plumb.Sql.SqlFile.Read(link, "a.sql").Path);
        Assert.Equal("a.sql", Plumb.Sql.SqlFile.Read(link, Path.Combine(project.Root, "a.sql")).Path);
    }

    [Fact]
    public void A_hundred_megabytes_are_read_and_split()
    {
        var line = "INSERT INTO public.videos VALUES (1, 'The title; it''s long enough to fill a line of a hundred bytes');\n"u8;
        var bytes = new byte[100_000_000 / line.Length * line.Length];
        for (var at = 0; at < bytes.Length; at += line.Length)
        {
            line.CopyTo(bytes.AsSpan(at));
        }

        var script = project.Write("a.sql", bytes).Split("a.sql");
        Assert.Equal(bytes.Length / line.Length, script.Statements.Count);
        Assert.Equal(script.Statements.Count, script.Statements[^1].Place.Line);
    }

    public void Dispose() => project.Dispose();

    private Finding FaultOf(byte[] bytes) => Assert.Single(Assert.Throws<MigrationFileException>(() => project.Write("a.sql", bytes).Read("a.sql")).Findings);
}
