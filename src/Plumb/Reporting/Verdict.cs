namespace Plumb.Reporting;

/// <summary>The last line of a report.</summary>
/// <param name="Word">Such as <c>applied</c> or <c>not applied</c>.</param>
/// <param name="Text">What that rests on, in one sentence without a full stop.</param>
public sealed record Verdict(string Word, string Text);
