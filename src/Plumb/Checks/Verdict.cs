namespace Plumb.Checks;

/// <summary>Whether one expectation holds.</summary>
/// <param name="Holds">True when it does.</param>
/// <param name="Found">What was found instead, or in its favour.</param>
/// <param name="IsVacuous">True when it could not have failed.</param>
internal readonly record struct Verdict(bool Holds, string Found, bool IsVacuous = false);
