using System.Globalization;
using System.Text;

namespace Plumb.Bench.Processes;

/// <summary>One of a long chain of migrations as people write them: a table with keys, an index and what belongs to it; two to four statements.</summary>
internal sealed record SampleMigration(int Number)
{
    public string Version => (20250101000000 + Number).ToString(CultureInfo.InvariantCulture);

    public string FileName => $"{Version}_{Table}.sql";

    public string Sql
    {
        get
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"-- Migration {Number}: the table {Table} and what belongs to it.\n");
            text.Append(CreateTable());
            text.Append(CultureInfo.InvariantCulture, $"CREATE INDEX {Table}_created ON {Table} (created_at DESC) WHERE status <> 'draft';\n");
            if (Number % 2 == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"COMMENT ON TABLE {Table} IS 'One row for each of the {Number} things; what''s old goes';\n");
            }

            if (Number % 3 == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"ALTER TABLE {Table} ADD COLUMN note text NOT NULL DEFAULT '';\n");
            }
            else if (Number % 4 == 0)
            {
                text.Append(CreateFunction());
            }

            return text.ToString();
        }
    }

    /// <summary>A check of the table and its index.</summary>
    public string Verify => $"""
        -- check: the table is there, with its index
        -- expect: 1 row
        SELECT indexname FROM pg_indexes WHERE indexname = '{Table}_created';

        """;

    /// <summary>How to take it back.</summary>
    public string Revert => Number % 3 != 0 && Number % 4 == 0 ? $"DROP FUNCTION touch_{Table}();\nDROP TABLE {Table};\n" : $"DROP TABLE {Table};\n";

    private string Table => string.Create(CultureInfo.InvariantCulture, $"item_{Number:0000}");

    private string CreateTable()
    {
        var parent = Number % 4 == 1
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"  parent_id bigint REFERENCES item_{Number - 1:0000} (id) ON DELETE CASCADE,\n");
        return $"""
            CREATE TABLE {Table} (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            {parent}  owner uuid NOT NULL DEFAULT gen_random_uuid(),
              title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
              status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'archived')),
              created_at timestamptz NOT NULL DEFAULT now(),
              UNIQUE (owner, title)
            );

            """;
    }

    private string CreateFunction() =>
        $"""
        CREATE FUNCTION touch_{Table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          -- Whoever edits a row moves it to the top.
          NEW.created_at := now();
          RETURN NEW;
        END
        $$;

        """;
}
