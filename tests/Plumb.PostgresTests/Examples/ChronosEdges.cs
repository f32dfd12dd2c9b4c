namespace Plumb.PostgresTests.Examples;

/// <summary>For each CHECK of Chronos, assignments at its edge, which it allows, and beyond, which it refuses.</summary>
internal static class ChronosEdges
{
    public static IReadOnlyDictionary<string, (string[] Allowed, string[] Refused)> All { get; } = new Dictionary<string, (string[], string[])>(StringComparer.Ordinal)
    {
        ["creators_name_check"] = Length("name", 120),
        ["creators_subscription_tier_check"] = Words("subscription_tier", "basic", "pro", "enterprise"),
        ["creators_settings_check"] = (["settings = '{}'"], ["settings = '[]'"]),
        ["students_name_check"] = Length("name", 120),
        ["videos_title_check"] = Length("title", 300),
        ["videos_storage_path_check"] = (["storage_path = 'x'"], ["storage_path = ''"]),
        ["videos_duration_seconds_check"] = FromZero("duration_seconds"),
        ["videos_file_size_bytes_check"] = FromZero("file_size_bytes"),
        ["videos_status_check"] = Words("status", "pending", "uploading", "transcribing", "embedding", "completed", "failed"),
        ["videos_metadata_check"] = (["metadata = '{}'"], ["metadata = '[]'", "metadata = '1'"]),
        ["videos_source_type_check"] = (["source_type = 'upload'", "source_type = 'youtube', youtube_video_id = 'dQw4w9WgXcQ'"], ["source_type = 'vimeo'", "source_type = ''"]),
        ["videos_youtube_video_id_check"] = (["youtube_video_id = '-_aZ09bcdef'"], ["youtube_video_id = 'aaaaaaaaaa'", "youtube_video_id = 'aaaaaaaaaaaa'", "youtube_video_id = 'aaaaaaaaaa!'"]),
        ["videos_youtube_channel_id_check"] = (
            ["youtube_channel_id = 'UC' || repeat('a', 22)"],
            ["youtube_channel_id = 'UC' || repeat('a', 21)", "youtube_channel_id = 'UC' || repeat('a', 23)", "youtube_channel_id = 'UD' || repeat('a', 22)"]),
        ["videos_source_validation_check"] = (
            [
                "source_type = 'mux', mux_asset_id = 'a', storage_path = null",
                "source_type = 'loom', embed_type = 'loom', embed_id = '1', storage_path = null",
                "source_type = 'youtube', youtube_video_id = 'dQw4w9WgXcQ', storage_path = null",
            ],
            [
                "storage_path = null", "source_type = 'youtube'", "source_type = 'mux', mux_playback_id = 'p'", "source_type = 'loom'",
                "source_type = 'loom', embed_type = 'vimeo', embed_id = '1'",
            ]),
        ["videos_whop_lesson_id_check"] = (["whop_lesson_id = 'x'"], ["whop_lesson_id = ''"]),
        ["videos_mux_asset_id_check"] = (["mux_asset_id = 'x'"], ["mux_asset_id = ''"]),
        ["videos_mux_playback_id_check"] = (["mux_playback_id = 'x'"], ["mux_playback_id = ''"]),
        ["videos_embed_type_check"] = (
            [.. new[] { "youtube", "loom", "vimeo", "wistia" }.Select(static type => $"embed_type = '{type}', embed_id = '1'"), "embed_type = null, embed_id = null"],
            ["embed_type = 'dailymotion', embed_id = '1'", "embed_type = '', embed_id = '1'"]),
        ["videos_embed_id_check"] = (["embed_type = 'loom', embed_id = '1'"], ["embed_type = 'loom', embed_id = ''"]),
        ["videos_embed_pair_check"] = (["embed_type = null, embed_id = null"], ["embed_type = 'loom'", "embed_id = '1'"]),
        ["video_chunks_chunk_index_check"] = FromZero("chunk_index"),
        ["video_chunks_chunk_text_check"] = (["chunk_text = 'x'"], ["chunk_text = ''"]),
        ["video_chunks_seconds_check"] = (["start_seconds = 0, end_seconds = 0"], ["start_seconds = -0.001", "start_seconds = 5, end_seconds = 4.999"]),
        ["video_chunks_word_count_check"] = FromZero("word_count"),
        ["courses_title_check"] = Length("title", 300),
        ["courses_display_order_check"] = FromZero("display_order"),
        ["course_modules_title_check"] = Length("title", 300),
        ["course_modules_display_order_check"] = FromZero("display_order"),
        ["chat_sessions_title_check"] = Length("title", 300),
        ["chat_messages_role_check"] = Words("role", "user", "assistant", "system"),
        ["chat_messages_content_check"] = Length("content", 50000),
        ["chat_messages_sources_check"] = (["sources = '[]'"], ["sources = '{}'"]),
        ["chat_messages_token_count_check"] = FromZero("token_count"),
        ["chat_messages_model_check"] = Length("model", 100),
        ["video_analytics_views_check"] = (
            ["views = 2, unique_viewers = 2", "views = 0, unique_viewers = 0, completions = 0"],
            ["views = 1, unique_viewers = 2", "unique_viewers = -1", "completions = -1"]),
        ["video_analytics_watch_time_seconds_check"] = FromZero("watch_time_seconds"),
        ["video_analytics_average_completion_check"] = Percent("average_completion"),
        ["usage_metrics_videos_added_check"] = FromZero("videos_added"),
        ["usage_metrics_seconds_transcribed_check"] = FromZero("seconds_transcribed"),
        ["usage_metrics_storage_bytes_check"] = FromZero("storage_bytes"),
        ["usage_metrics_chat_messages_check"] = FromZero("chat_messages"),
        ["report_schedules_name_check"] = Length("name", 120),
        ["report_schedules_report_type_check"] = Words("report_type", "overview", "engagement", "chat", "usage"),
        ["report_schedules_format_check"] = Words("format", "pdf", "csv"),
        ["report_schedules_frequency_check"] = (["frequency = 'daily'"], ["frequency = 'yearly'", "frequency = ''"]),
        ["report_schedules_day_check"] = (
            [
                "frequency = 'weekly', day_of_week = 0", "frequency = 'weekly', day_of_week = 6",
                "frequency = 'monthly', day_of_month = 1", "frequency = 'monthly', day_of_month = 28", "frequency = 'daily'",
            ],
            [
                "frequency = 'weekly'", "frequency = 'weekly', day_of_week = -1", "frequency = 'weekly', day_of_week = 7",
                "frequency = 'weekly', day_of_week = 1, day_of_month = 1", "frequency = 'monthly'", "frequency = 'monthly', day_of_month = 0",
                "frequency = 'monthly', day_of_month = 29", "frequency = 'monthly', day_of_month = 1, day_of_week = 1", "day_of_week = 1", "day_of_month = 1",
            ]),
        ["report_schedules_hour_check"] = (["hour = 0", "hour = 23"], ["hour = -1", "hour = 24"]),
        ["report_schedules_recipients_check"] = (
            ["recipients = '{a}'", "recipients = array_fill('a'::text, array[20])"],
            ["recipients = '{}'", "recipients = array_fill('a'::text, array[21])", "recipients = '{a,null}'"]),
        ["module_lessons_lesson_order_check"] = (["lesson_order = 1"], ["lesson_order = 0", "lesson_order = -1"]),
        ["module_lessons_title_check"] = Length("title", 300),
        ["module_lessons_estimated_duration_minutes_check"] = FromZero("estimated_duration_minutes"),
        ["module_lessons_metadata_check"] = (["metadata = '{}'"], ["metadata = '[]'"]),
        ["video_analytics_events_event_type_check"] = Words(
            "event_type", "video_imported", "video_transcribed", "video_embedded", "video_added_to_course", "video_started", "video_completed", "video_rewatched"),
        ["video_analytics_events_metadata_check"] = (["metadata = '{}'"], ["metadata = '[]'"]),
        ["video_analytics_events_milestone_check"] = (
            [.. new[] { 10, 25, 50, 75, 90 }.Select(Milestone)],
            [.. new[] { 0, 9, 11, 91, 100 }.Select(Milestone), "event_type = 'video_progress'", "event_type = 'video_progress', metadata = '{\"milestone\": \"10\"}'"]),
        ["video_watch_sessions_percent_complete_check"] = Percent("percent_complete"),
        ["video_watch_sessions_watch_time_seconds_check"] = FromZero("watch_time_seconds"),
        ["video_watch_sessions_session_end_check"] = (["session_end = session_start", "session_end = null"], ["session_end = session_start - interval '1 microsecond'"]),
        ["video_watch_sessions_device_type_check"] = WordsOrNull("device_type", "desktop", "mobile", "tablet"),
        ["video_watch_sessions_referrer_type_check"] = WordsOrNull("referrer_type", "course_page", "direct_link", "search", "chat_reference"),
        ["video_watch_sessions_metadata_check"] = (["metadata = '{}'"], ["metadata = '[]'"]),
    };

    private static (string[] Allowed, string[] Refused) FromZero(string column) => ([$"{column} = 0"], [$"{column} = -1"]);

    private static (string[] Allowed, string[] Refused) Percent(string column) =>
        ([$"{column} = 0", $"{column} = 100"], [$"{column} = -0.01", $"{column} = 100.01"]);

    private static (string[] Allowed, string[] Refused) Length(string column, int most) =>
        ([$"{column} = 'x'", $"{column} = repeat('ß', {most})"], [$"{column} = ''", $"{column} = repeat('ß', {most + 1})"]);

    private static (string[] Allowed, string[] Refused) Words(string column, params string[] words) =>
        ([.. words.Select(word => $"{column} = '{word}'")], [$"{column} = ''", $"{column} = '{words[0]}s'", $"{column} = '{words[0].ToUpperInvariant()}'"]);

    private static (string[] Allowed, string[] Refused) WordsOrNull(string column, params string[] words) =>
        ([.. Words(column, words).Allowed, $"{column} = null"], Words(column, words).Refused);

    private static string Milestone(int percent) => $$"""event_type = 'video_progress', metadata = '{"milestone": {{percent}}}'""";
}
