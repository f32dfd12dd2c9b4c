using Plumb.Catalog;
using Plumb.PostgresTests.Catalog;

namespace Plumb.PostgresTests.Diffing;

/// <summary>What a database looks like: to Plumb, to pg_dump and to plain queries.</summary>
internal sealed record DatabaseState(
    Snapshot Snapshot, IReadOnlyDictionary<string, ServerObject> Objects, IReadOnlyDictionary<string, TableRows> Rows, SchemaDump? Dump)
{
    /// <summary>Looks at a database.</summary>
    public static async Task<DatabaseState> TakeAsync(CatalogDatabase database) => new(
        await database.TakeAsync(), await ServerObject.ReadAsync(database.Connection), await TableRows.ReadAsync(database.Connection), await SchemaDump.TakeAsync(database.ConnectionString, database.Connection.PostgreSqlVersion.Major));
}
