using Plumb.Execution;

namespace Plumb.PostgresTests.Execution;

/// <summary>Keeps what Plumb tells while it works, and lets a test act in the middle of it.</summary>
internal sealed class EventLog : IProgress<ExecutionEvent>
{
    private readonly List<ExecutionEvent> events = [];

    /// <summary>Called for each event, on Plumb's own thread: what it does happens before Plumb goes on.</summary>
    public Action<ExecutionEvent>? When { get; set; }

    public IReadOnlyList<T> Of<T>()
        where T : ExecutionEvent
    {
        lock (events)
        {
            return [.. events.OfType<T>()];
        }
    }

    public void Report(ExecutionEvent value)
    {
        lock (events)
        {
            events.Add(value);
        }

        When?.Invoke(value);
    }
}
