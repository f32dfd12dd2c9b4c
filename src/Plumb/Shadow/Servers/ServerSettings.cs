namespace Plumb.Shadow.Servers;

/// <summary>The settings of every embedded server: quick to start, safe from nothing but a crash of PostgreSQL itself.</summary>
internal static class ServerSettings
{
    /// <summary>Lines for <c>postgresql.conf</c>; nothing listens on the network.</summary>
    public const string Text =
        """
        listen_addresses = ''
        unix_socket_permissions = 0700
        max_connections = 100
        shared_buffers = 32MB
        max_locks_per_transaction = 256
        dynamic_shared_memory_type = mmap
        huge_pages = off
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = logical
        wal_init_zero = off
        wal_recycle = off
        max_wal_size = 1GB
        min_wal_size = 16MB
        checkpoint_timeout = 30min
        max_wal_senders = 10
        max_replication_slots = 10
        log_checkpoints = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        jit = off

        """;

    /// <summary>What <c>initdb</c> is told besides the folder, the superuser and the locale; small WAL segments make copies quick.</summary>
    public static IReadOnlyList<string> InitDb { get; } = ["--auth=trust", "--encoding=UTF8", "--wal-segsize=4", "--no-sync", "--no-instructions"];
}
