using Plumb.Execution;
using Plumb.Sql;

namespace Plumb.Tests.Execution;

public sealed class CopyRowTests
{
    private static readonly Statement Copy = SqlSplitter.Split(new SourceText("a.sql", "SELECT 1;\nCOPY t FROM STDIN;\n1\tone\r\n2\ttwo\n\\.\n")).Statements[1];

    [Theory]
    [InlineData("COPY t, line 1, column a: \"x\"", "a.sql:3:1", 5)]
    [InlineData("COPY t, line 2", "a.sql:4:1", 5)]
    [InlineData("COPY table_2, Zeile 2, Spalte a: „x“", "a.sql:4:1", 5)]
    [InlineData("COPY t, 2行目", "a.sql:4:1", 5)]
    [InlineData("SQL function \"f\" statement 7\nCOPY t, line 2: \"5\"", "a.sql:4:1", 5)]
    public void The_context_names_the_row(string context, string place, int length)
    {
        var row = CopyRow.PlaceOf(Copy, context);

        Assert.Equal((place, length), (row?.ToString(), row?.Length));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("COPY t")]
    [InlineData("COPY t, column 7a")]
    [InlineData("COPY t, line 9")]
    [InlineData("PL/pgSQL function f() line 3 at RAISE")]
    public void Without_a_row_there_is_no_place(string? context) => Assert.Null(CopyRow.PlaceOf(Copy, context));
}
