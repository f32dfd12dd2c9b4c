using System.Text;
using Plumb.Migrations;

namespace Plumb.Tests.Migrations;

public sealed class ChecksumTests
{
    private static string Of(byte[] bytes, string include = "")
    {
        using var project = TemporaryProject.With(("migrations/001_a.sql", ""), ("parts/p.sql", include));
        File.WriteAllBytes(Path.Combine(project.Root, "migrations/001_a.sql"), bytes);
        return project.Read().Versioned[0].Checksum.Hex;
    }

    [Theory]
    [InlineData("SELECT 1;\r\nSELECT 2;\r\n")]
    [InlineData("SELECT 1;\rSELECT 2;\r")]
    [InlineData("\uFEFFSELECT 1;\nSELECT 2;\n")]
    public void Line_endings_and_a_byte_order_mark_do_not_count(string text) =>
        Assert.Equal(Of("SELECT 1;\nSELECT 2;\n"u8.ToArray()), Of(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("SELECT 1;\nSELECT 2;")]
    [InlineData("SELECT 1;\n\nSELECT 2;\n")]
    [InlineData("SELECT 1; \nSELECT 2;\n")]
    [InlineData("select 1;\nSELECT 2;\n")]
    [InlineData("SELECT 1;\fSELECT 2;\n")]
    [InlineData("SELECT 1;\u2028SELECT 2;\n")]
    public void Everything_else_counts(string text) =>
        Assert.NotEqual(Of("SELECT 1;\nSELECT 2;\n"u8.ToArray()), Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void It_is_the_SHA_256_of_the_text() =>
        Assert.Equal("b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd", Checksum.Of("SELECT 1;\n").Hex);

    [Fact]
    public void An_included_file_counts()
    {
        var text = "\\ir ../parts/p.sql\n"u8.ToArray();
        Assert.NotEqual(Of(text, "SELECT 1;"), Of(text, "SELECT 2;"));
        Assert.Equal(Of(text, "SELECT 1;\n"), Of(text, "SELECT 1;\r\n"));
    }
}
