namespace Plumb.PostgresTests.Examples;

/// <summary>What the document of Chronos lists, read from the catalog of a database that psql has filled.</summary>
public sealed class ChronosInventoryTests(ExampleServer server)
{
    private static readonly string[] Tables =
    [
        "chat_messages", "chat_sessions", "course_modules", "courses", "creators", "module_lessons", "report_schedules", "students",
        "usage_metrics", "video_analytics", "video_analytics_events", "video_chunks", "video_watch_sessions", "videos",
    ];

    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["module_lessons"] = "id module_id video_id lesson_order title description is_required estimated_duration_minutes metadata created_at updated_at",
        ["video_analytics_events"] = "id event_type video_id creator_id student_id course_id module_id metadata timestamp created_at",
        ["video_watch_sessions"] = "id video_id student_id session_start session_end watch_time_seconds percent_complete completed device_type referrer_type metadata created_at updated_at",
        ["videos"] = "source_type youtube_video_id youtube_channel_id whop_lesson_id mux_asset_id mux_playback_id embed_type embed_id",
        ["chat_messages"] = "token_count model",
    };

    private static readonly Dictionary<string, string> Indexes = new(StringComparer.Ordinal)
    {
        ["idx_module_lessons_module_id"] = "module_lessons (module_id)",
        ["idx_module_lessons_video_id"] = "module_lessons (video_id)",
        ["idx_module_lessons_module_order"] = "module_lessons (module_id, lesson_order)",
        ["idx_module_lessons_unique_video_per_module"] = "module_lessons (module_id, video_id)",
        ["idx_videos_whop_lesson_id"] = "videos (whop_lesson_id)",
        ["idx_videos_mux_asset_id"] = "videos (mux_asset_id)",
        ["idx_videos_mux_playback_id"] = "videos (mux_playback_id)",
        ["idx_videos_embed_type"] = "videos (embed_type)",
        ["idx_videos_embed_id"] = "videos (embed_id)",
        ["idx_video_analytics_video_id"] = "video_analytics_events (video_id)",
        ["idx_video_analytics_creator_id"] = "video_analytics_events (creator_id)",
        ["idx_video_analytics_student_id"] = "video_analytics_events (student_id)",
        ["idx_video_analytics_event_type"] = "video_analytics_events (event_type)",
        ["idx_video_analytics_timestamp"] = "video_analytics_events (timestamp)",
        ["idx_video_analytics_course_events"] = "video_analytics_events (course_id, event_type, timestamp)",
        ["idx_video_analytics_student_events"] = "video_analytics_events (student_id, video_id, event_type, timestamp)",
        ["idx_video_watch_sessions_video_id"] = "video_watch_sessions (video_id)",
        ["idx_video_watch_sessions_student_id"] = "video_watch_sessions (student_id)",
        ["idx_video_watch_sessions_completed"] = "video_watch_sessions (video_id, student_id)",
        ["idx_video_watch_sessions_student_video"] = "video_watch_sessions (student_id, video_id, session_start)",
        ["idx_video_watch_sessions_start"] = "video_watch_sessions (session_start)",
        ["idx_video_watch_sessions_active"] = "video_watch_sessions (student_id, video_id)",
    };

    private static readonly string[] Constraints =
    [
        "module_lessons CHECK ((lesson_order > 0))",
        "module_lessons FOREIGN KEY (module_id) REFERENCES course_modules(id) ON DELETE CASCADE",
        "module_lessons FOREIGN KEY (video_id) REFERENCES videos(id) ON DELETE CASCADE",
        "module_lessons UNIQUE (module_id, video_id)",
        "video_watch_sessions CHECK (((session_end IS NULL) OR (session_end >= session_start)))",
        "video_watch_sessions CHECK ((watch_time_seconds >= 0))",
        "video_watch_sessions FOREIGN KEY (student_id) REFERENCES students(id) ON DELETE CASCADE",
        "video_watch_sessions FOREIGN KEY (video_id) REFERENCES videos(id) ON DELETE CASCADE",
    ];

    [Fact]
    [Trait("Row", "CH-1")]
    public async Task Tables_columns_indexes_constraints_functions_triggers_and_policies_are_those_of_the_document()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server);

        Assert.Equal(Tables, await database.QueryAsync("""SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE "C" """));
        foreach (var (table, columns) in Columns)
        {
            var found = await database.QueryAsync($"SELECT attname FROM pg_attribute WHERE attrelid = 'public.{table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
            Assert.Equal((table, columns), (table, string.Join(' ', found.TakeLast(columns.Split(' ').Length))));
        }

        var indexes = (await database.QueryAsync(
            """
            SELECT i.indexrelid::regclass, i.indrelid::regclass || ' (' || string_agg(a.attname, ', ' ORDER BY k.place) || ')'
            FROM pg_index i, unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (number, place), pg_attribute a
            WHERE a.attrelid = i.indrelid AND a.attnum = k.number AND i.indisvalid
            GROUP BY i.indexrelid, i.indrelid
            """)).Select(static line => line.Split('|')).ToDictionary(static parts => parts[0], static parts => parts[1], StringComparer.Ordinal);
        Assert.All(Indexes, index => Assert.Equal((index.Key, index.Value), (index.Key, indexes.GetValueOrDefault(index.Key))));

        var constraints = await database.QueryAsync("SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE convalidated");
        Assert.All(Constraints, constraint => Assert.Contains(constraint, constraints));
        Assert.Equal(
            ["get_student_highest_completion", "get_student_total_watch_time", "has_student_completed_video", "search_video_chunks", "track_video_event"],
            await database.QueryAsync(
                """
                SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                AND proname IN ('search_video_chunks', 'track_video_event', 'get_student_total_watch_time', 'get_student_highest_completion', 'has_student_completed_video')
                ORDER BY proname COLLATE "C"
                """));
        Assert.Equal(
            ["module_lessons|DELETE,INSERT,SELECT,SELECT,UPDATE|1", "video_analytics_events|INSERT,SELECT|0", "video_watch_sessions|INSERT,SELECT,SELECT,UPDATE|2"],
            await database.QueryAsync(
                """
                SELECT tablename, string_agg(cmd, ',' ORDER BY cmd), (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = tablename::regclass AND NOT t.tgisinternal)
                FROM pg_policies WHERE tablename IN ('module_lessons', 'video_analytics_events', 'video_watch_sessions') GROUP BY tablename ORDER BY tablename
                """));
        Assert.Equal(["0"], await database.QueryAsync("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relrowsecurity"));
    }
}
