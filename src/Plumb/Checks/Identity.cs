namespace Plumb.Checks;

/// <summary>The role and the JWT claims as which a check runs, the way PostgREST sets them.</summary>
/// <param name="Role">The database role.</param>
/// <param name="Claims">A JSON object for <c>request.jwt.claims</c>; null for none.</param>
public sealed record Identity(string Role, string? Claims);
