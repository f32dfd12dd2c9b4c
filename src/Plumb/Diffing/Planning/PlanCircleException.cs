namespace Plumb.Diffing.Planning;

/// <summary>No order of the changes is one in which each has what it needs.</summary>
internal sealed class PlanCircleException(string message) : InvalidOperationException(message);
