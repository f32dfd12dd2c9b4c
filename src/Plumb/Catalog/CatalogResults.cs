using System.Globalization;
using Npgsql;

namespace Plumb.Catalog;

/// <summary>Takes the results of the catalog queries to the builder.</summary>
internal sealed class CatalogResults(SnapshotBuilder builder)
{
    /// <summary>Reads the current result: facts of <paramref name="kind"/>, or without one what the query of that name tells about facts.</summary>
    public Task ReadAsync(string name, FactKind? kind, NpgsqlDataReader reader, CancellationToken cancellationToken) => (name, kind) switch
    {
        (_, not null) => ReadFactsAsync(kind, reader, cancellationToken),
        ("extension_members", _) => ReadMembersAsync(reader, cancellationToken),
        ("privileges", _) => ReadPrivilegesAsync(reader, cancellationToken),
        ("dependencies", _) => ReadDependenciesAsync(reader, cancellationToken),
        _ => ReadUnmodelledAsync(reader, cancellationToken),
    };

    private async Task ReadFactsAsync(FactKind kind, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new FactRows(reader, builder.Texts);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddRow(kind, rows);
        }

        builder.EndOrder(kind);
    }

    private async Task ReadMembersAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddMember(KeyAt(reader, 0, sub: null), reader.GetFieldValue<uint>(2));
        }
    }

    private async Task ReadPrivilegesAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddPrivileges(KeyAt(reader, 0, sub: 2), reader.GetString(3), reader.GetString(4), reader.GetString(5));
        }
    }

    private async Task ReadDependenciesAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddDependency(KeyAt(reader, 0, sub: 2), KeyAt(reader, 3, sub: 5));
        }
    }

    private async Task ReadUnmodelledAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.AddGap(new SnapshotGap($"{reader.GetString(0)}: {reader.GetInt64(1).ToString(CultureInfo.InvariantCulture)}", "Plumb does not know it"));
        }
    }

    private static CatalogKey KeyAt(NpgsqlDataReader reader, int first, int? sub) =>
        new(reader.GetFieldValue<uint>(first), reader.GetFieldValue<uint>(first + 1), sub is { } ordinal ? reader.GetInt32(ordinal) : 0);
}
