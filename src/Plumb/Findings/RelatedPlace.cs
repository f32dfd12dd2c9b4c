namespace Plumb.Findings;

/// <summary>Another place that explains a finding, such as the line of the function in which a statement failed.</summary>
/// <param name="What">What stands there, as in <c>in function public.count_participants()</c>.</param>
/// <param name="Place">Where it is.</param>
public sealed record RelatedPlace(string What, Place Place);
