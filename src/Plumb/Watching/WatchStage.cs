namespace Plumb.Watching;

/// <summary>What a report of a watch is about.</summary>
public enum WatchStage
{
    /// <summary>The whole chain was replayed once, at the start.</summary>
    Start,

    /// <summary>A file was saved and its migration judged.</summary>
    Save,

    /// <summary>The same migration was judged by the obligations that take longer.</summary>
    More,

    /// <summary>The migrations after it were replayed.</summary>
    After,

    /// <summary>The files cannot be read as a chain; nothing was judged.</summary>
    Unread,
}
