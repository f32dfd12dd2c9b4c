namespace Plumb.PostgresTests.Sql;

/// <summary>One message of PostgreSQL's protocol.</summary>
internal sealed record WireMessage(char Type, byte[] Body, byte[] Bytes);
