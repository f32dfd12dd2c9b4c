namespace Plumb.PostgresTests.Examples;

/// <summary>What one snapshot sees of a watch party.</summary>
/// <param name="Party">Its id.</param>
/// <param name="StoredCount">What <c>participant_count</c> says.</param>
/// <param name="Participants">The rows that there are.</param>
/// <param name="Hosts">Those of them that are host.</param>
internal sealed record PartyState(Guid Party, int StoredCount, int Participants, int Hosts);
