using Plumb.Checks;
using Plumb.Environments;
using Plumb.Migrations;

namespace Plumb.Execution;

/// <summary>Something that happens while migrations run, told as soon as it happens.</summary>
public abstract record ExecutionEvent
{
    private ExecutionEvent() { }

    /// <summary>The database was reached.</summary>
    /// <param name="Target">Where it is.</param>
    /// <param name="Identity">Who answers.</param>
    public sealed record Connected(ConnectionTarget Target, ServerIdentity Identity) : ExecutionEvent;

    /// <summary>It is known what will run.</summary>
    /// <param name="Chain">The files.</param>
    /// <param name="Status">Chain against ledger.</param>
    /// <param name="Selected">What runs, in order.</param>
    public sealed record Planned(Chain Chain, ChainStatus Status, IReadOnlyList<MigrationStatus> Selected) : ExecutionEvent;

    /// <summary>Plumb waits for the lock that another Plumb holds.</summary>
    /// <param name="Holder">Who holds it.</param>
    /// <param name="Waited">For how long so far.</param>
    public sealed record WaitingForTurn(Blocker Holder, TimeSpan Waited) : ExecutionEvent;

    /// <summary>A migration begins.</summary>
    /// <param name="Migration">Which.</param>
    /// <param name="IsRevert">True when it is taken back.</param>
    public sealed record Started(Migration Migration, bool IsRevert) : ExecutionEvent;

    /// <summary>Some of a migration's statements are done.</summary>
    /// <param name="Migration">Which.</param>
    /// <param name="Done">How many statements the server has finished.</param>
    /// <param name="Total">How many there are.</param>
    public sealed record Advanced(Migration Migration, int Done, int Total) : ExecutionEvent;

    /// <summary>From here on what a migration has done stays when the run stops, and the ledger says how far it came.</summary>
    /// <param name="Migration">Which.</param>
    public sealed record Kept(Migration Migration) : ExecutionEvent;

    /// <summary>A statement waits for a lock of another session.</summary>
    /// <param name="Migration">Which.</param>
    /// <param name="Blocker">Who is in the way.</param>
    public sealed record Blocked(Migration Migration, Blocker Blocker) : ExecutionEvent;

    /// <summary>A lock could not be had in time; everything was rolled back, and it is tried again after a pause.</summary>
    /// <param name="Migration">Which.</param>
    /// <param name="Attempt">The attempt that failed, counted from 1.</param>
    /// <param name="Attempts">How many there are at most.</param>
    /// <param name="Pause">How long until the next.</param>
    /// <param name="Blocker">Who was in the way; null when nobody was seen.</param>
    public sealed record Retrying(Migration Migration, int Attempt, int Attempts, TimeSpan Pause, Blocker? Blocker) : ExecutionEvent;

    /// <summary>The server went away before it confirmed that the last commits are on its disk; its ledger says which it still has.</summary>
    /// <param name="Count">How many migrations they are.</param>
    public sealed record Unconfirmed(int Count) : ExecutionEvent;

    /// <summary>A check has its result.</summary>
    /// <param name="Migration">Whose; null for the health checks of the whole database.</param>
    /// <param name="Result">The result.</param>
    public sealed record Checked(Migration? Migration, CheckResult Result) : ExecutionEvent;

    /// <summary>A migration has ended.</summary>
    /// <param name="Result">How.</param>
    public sealed record Ended(MigrationResult Result) : ExecutionEvent;

    /// <summary>Something begins that may take a while.</summary>
    /// <param name="What">What, as in <c>reading the catalog</c>.</param>
    public sealed record Working(string What) : ExecutionEvent;

    /// <summary>Something that a person wants to know, such as where a backup was written.</summary>
    /// <param name="Text">One sentence without a full stop.</param>
    public sealed record Noted(string Text) : ExecutionEvent;
}
