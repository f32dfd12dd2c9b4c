using System.Globalization;
using System.Text;

namespace Plumb.Bench.Splitting;

/// <summary>SQL as it stands in projects and dumps, of any size and always the same.</summary>
internal static class SampleSql
{
    private static readonly string[] Nouns =
        ["video", "session", "participant", "lesson", "course", "message", "habitat", "stream", "invoice", "event", "profile", "reaction"];

    /// <summary>Migrations: commented tables, indexes, policies, functions with dollar quotes, views.</summary>
    public static string Migrations(int size) => Fill(size, static (text, random, number) => text.Append(CultureInfo.InvariantCulture, $$"""
        -- Migration {{number}}: {{Noun(random)}} analytics
        -- Depends on the {{Noun(random)}}s that the former migration created; see docs/{{Noun(random)}}.md.
        /* Every {{Noun(random)}} belongs to exactly one owner.
           The owner's rows go with it; it's checked by a policy below. */
        CREATE TABLE IF NOT EXISTS public.{{Noun(random)}}_{{number}} (
          id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
          owner_id UUID NOT NULL REFERENCES auth.users(id) ON DELETE CASCADE, -- who made it
          title TEXT NOT NULL CHECK (char_length(title) BETWEEN 1 AND {{random.Next(50, 500)}}),
          status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'archived')),
          duration_seconds INTEGER NOT NULL DEFAULT {{random.Next(1000)}},
          progress NUMERIC(5,2) GENERATED ALWAYS AS (round(100.0 * duration_seconds / NULLIF(duration_seconds, 0), 2)) STORED,
          metadata JSONB NOT NULL DEFAULT '{}'::jsonb,
          created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
          UNIQUE (owner_id, title)
        );

        COMMENT ON TABLE public.{{Noun(random)}}_{{number}} IS 'One row for each {{Noun(random)}} that somebody''s session has seen';
        CREATE INDEX IF NOT EXISTS idx_{{Noun(random)}}_{{number}}_owner ON public.{{Noun(random)}}_{{number}} (owner_id, created_at DESC) WHERE status <> 'archived';
        ALTER TABLE public.{{Noun(random)}}_{{number}} ENABLE ROW LEVEL SECURITY;

        CREATE POLICY "Owners read their {{Noun(random)}}" ON public.{{Noun(random)}}_{{number}}
          FOR SELECT TO authenticated USING (owner_id = (SELECT auth.uid()) OR EXISTS (
            SELECT 1 FROM public.{{Noun(random)}}_members m WHERE m.user_id = auth.uid() AND m.role = 'host'));

        CREATE OR REPLACE FUNCTION public.touch_{{Noun(random)}}_{{number}}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $function$
        DECLARE
          remaining integer := 0;
        BEGIN
          -- The oldest participant becomes host when the host leaves.
          SELECT count(*) INTO remaining FROM public.{{Noun(random)}}_members WHERE session_id = OLD.session_id;
          IF remaining = 0 THEN
            RAISE NOTICE 'session % has no participants', OLD.session_id;
            RETURN OLD;
          END IF;
          UPDATE public.{{Noun(random)}}_{{number}} SET participant_count = remaining, updated_at = now() WHERE id = OLD.session_id;
          RETURN NEW;
        END;
        $function$;

        CREATE TRIGGER touch_{{number}} AFTER INSERT OR DELETE ON public.{{Noun(random)}}_{{number}} FOR EACH ROW EXECUTE FUNCTION public.touch_{{Noun(random)}}_{{number}}();
        GRANT SELECT, INSERT ON public.{{Noun(random)}}_{{number}} TO authenticated, service_role;


        """));

    /// <summary>What <c>pg_dump --inserts</c> writes.</summary>
    public static string DumpWithInserts(int size) => Fill(size, static (text, random, number) => text.Append(
        CultureInfo.InvariantCulture,
        $"INSERT INTO public.{Noun(random)}s VALUES ({number}, '{Guid(random)}', 'The {Noun(random)}''s title, part {random.Next(100)}', 'draft', {random.Next(5000)}, '2025-01-{random.Next(10, 28)} 12:00:{random.Next(10, 59)}.{random.Next(100000, 999999)}+00', '{{\"viewed\": true, \"at\": {random.Next(900)}}}', NULL);\n"));

    /// <summary>What plain <c>pg_dump</c> writes: a table, its rows as COPY, its comments.</summary>
    public static string DumpWithCopy(int size) => Fill(size, static (text, random, number) =>
    {
        text.Append(CultureInfo.InvariantCulture, $"""
            --
            -- Data for Name: {Noun(random)}_{number}; Type: TABLE DATA; Schema: public; Owner: postgres
            --

            COPY public.{Noun(random)}_{number} (id, owner_id, title, status, created_at) FROM stdin;

            """);
        for (var row = 0; row < 200; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row}\t{Guid(random)}\tThe {Noun(random)}'s title; with \\\\ and \\t\tdraft\t2025-01-{random.Next(10, 28)} 12:00:00+00\n");
        }

        text.Append("\\.\n\n\n");
    });

    private static string Fill(int size, Action<StringBuilder, Random, int> append)
    {
        var random = new Random(20250215);
        var text = new StringBuilder(size + 10_000);
        for (var number = 1; text.Length < size; number++)
        {
            append(text, random, number);
        }

        return text.ToString();
    }

    private static string Noun(Random random) => Nouns[random.Next(Nouns.Length)];

    private static string Guid(Random random) => $"{random.Next():x8}-{random.Next(65536):x4}-4{random.Next(4096):x3}-a{random.Next(4096):x3}-{random.NextInt64(1L << 47):x12}";
}
