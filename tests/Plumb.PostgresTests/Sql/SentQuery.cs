using System.Text;

namespace Plumb.PostgresTests.Sql;

/// <summary>A query as psql sent it, with the inline rows it sent after it.</summary>
internal sealed record SentQuery(string Text)
{
    public MemoryStream Rows { get; } = new();

    /// <summary>The rows without the line that ends them, which psql sends along in some versions.</summary>
    public string RowText
    {
        get
        {
            var text = Encoding.UTF8.GetString(Rows.ToArray());
            foreach (var end in (string[])["\\.\r\n", "\\.\n", "\\."])
            {
                if (text == end || text.EndsWith("\n" + end, StringComparison.Ordinal))
                {
                    return text[..^end.Length];
                }
            }

            return text;
        }
    }
}
