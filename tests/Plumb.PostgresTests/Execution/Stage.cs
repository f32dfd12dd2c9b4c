namespace Plumb.PostgresTests.Execution;

/// <summary>A place in the run of a migration at which it can be stopped.</summary>
/// <param name="Files">Files that stay at that place as long as the table <c>pace</c> says, or as long as somebody holds a lock.</param>
/// <param name="Reached">True when they are there.</param>
internal sealed record Stage((string Path, string Text)[] Files, string Reached)
{
    private const string Sleeps = "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'plumb' AND wait_event = 'PgSleep')";
    private const string Up = "CREATE TABLE b (id int);\nINSERT INTO b VALUES (1);\n";
    private const string Sleep = "SELECT pg_sleep(seconds) FROM pace;\n";
    private const string Check = "-- check: takes its time\n-- expect: rows\n";

    /// <summary>What another session does before the run begins, in a transaction that stays open until it was stopped.</summary>
    public string Blocking { get; init; } = "";

    /// <summary>What the ledger says after the stop.</summary>
    public string[] Ledger { get; init; } = [];

    /// <summary>True when something of the file stays, which is in the ledger.</summary>
    public bool LeavesSomething { get; init; }

    public static Stage Named(string name) => name switch
    {
        "waiting for the turn" => new([("migrations/001_a.sql", Up)], "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%advisory%' AND application_name = 'plumb')")
        {
            Blocking = $"SELECT pg_advisory_xact_lock({Plumb.Execution.MigrationLock.Key})",
        },
        "require check" => new([("migrations/001_a.sql", Up), ("require/001_a.sql", Check + Sleep)], Sleeps),
        "long statement" => new([("migrations/001_a.sql", Up + Sleep)], Sleeps),
        "waiting for a lock" => new([("migrations/001_a.sql", "-- plumb: lock-timeout 60s\n" + Up + "ALTER TABLE big ADD x int;\n")], Waits("ALTER TABLE")) { Blocking = "LOCK big" },
        "verify check" => new([("migrations/001_a.sql", Up), ("verify/001_a.sql", Check + Sleep)], Sleeps),
        "check after the commit" => new([("migrations/001_a.sql", Up), ("verify/001_a.sql", Check + "-- after commit\n" + Sleep)], Sleeps)
        {
            Ledger = ["001_a:unverified"],
            LeavesSomething = true,
        },
        "statement by statement" => new([("migrations/001_a.sql", "-- plumb: no-transaction\n" + Up + Sleep + "CREATE TABLE c ();\n")], Sleeps)
        {
            Ledger = ["001_a:incomplete"],
            LeavesSomething = true,
        },
        "concurrent index build" => new([("migrations/001_a.sql", Up + "CREATE INDEX CONCURRENTLY big_id ON big (id);\nCREATE TABLE c ();\n")], Waits("CREATE INDEX"))
        {
            Blocking = "INSERT INTO big VALUES (0)",
            Ledger = ["001_a:incomplete"],
            LeavesSomething = true,
        },
        _ => throw new ArgumentException(name, nameof(name)),
    };

    private static string Waits(string statement) =>
        $"EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'plumb' AND wait_event_type = 'Lock' AND query LIKE '{statement}%')";
}
