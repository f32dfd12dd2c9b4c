using Npgsql;

namespace Plumb.Catalog;

/// <summary>
/// Reads the rows of one catalog query. Columns with the names below say where a fact belongs; every other column is a property of
/// it, NULL for one that has its default value.
/// </summary>
internal sealed class FactRows
{
    private const int None = -1;

    private readonly NpgsqlDataReader reader;
    private readonly FactTexts texts;
    private readonly List<(int Ordinal, string Name, Type Type)> properties = [];
    private readonly Dictionary<ulong, string[]> shapes = [];
    private readonly object[] values;
    private readonly int[] places;

    public FactRows(NpgsqlDataReader reader, FactTexts texts)
    {
        this.reader = reader;
        this.texts = texts;
        places = new int[Enum.GetValues<Place>().Length];
        Array.Fill(places, None);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var name = reader.GetName(i);
            if (PlaceOf(name) is { } place)
            {
                places[(int)place] = i;
            }
            else
            {
                properties.Add((i, texts.Shared(name), reader.GetFieldType(i)));
            }
        }

        values = new object[properties.Count];
    }

    private enum Place
    {
        Oid, Sub, ParentCatalog, Parent, ParentSub, Name, Arguments, Owner, AliasCatalog, Alias, NeedsCatalog, Needs, NeedsSub, ComesWithParent, Unreadable,
    }

    public uint? Oid => Number(Place.Oid);

    public int Sub => (int?)Number(Place.Sub) ?? 0;

    public uint? ParentCatalog => Number(Place.ParentCatalog);

    public uint? Parent => Number(Place.Parent);

    public int ParentSub => (int?)Number(Place.ParentSub) ?? 0;

    public string Name => Text(Place.Name) ?? "";

    public string? Arguments => Text(Place.Arguments);

    public string? Owner => Text(Place.Owner);

    public CatalogKey? Alias => Number(Place.Alias) is { } oid and not 0 ? new CatalogKey(Number(Place.AliasCatalog)!.Value, oid, 0) : null;

    public CatalogKey? Needs => Number(Place.Needs) is { } oid ? new CatalogKey(Number(Place.NeedsCatalog)!.Value, oid, (int?)Number(Place.NeedsSub) ?? 0) : null;

    public bool ComesWithParent => places[(int)Place.ComesWithParent] is var i and not None && !reader.IsDBNull(i) && reader.GetBoolean(i);

    public string? Unreadable => Text(Place.Unreadable);

    /// <summary>True when the server could not render the object any more, because it is gone.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The properties of the current row.</summary>
    public Payload ReadPayload()
    {
        var mask = 0UL;
        var count = 0;
        var isDerived = false;
        var lacksText = false;
        for (var i = 0; i < properties.Count; i++)
        {
            var (ordinal, name, type) = properties[i];
            if (reader.IsDBNull(ordinal))
            {
                lacksText |= name is "definition" or "expression";
                continue;
            }

            isDerived |= name is "of_constraint" or "of_partition";
            mask |= 1UL << i;
            values[count++] = Value(ordinal, type);
        }

        IsLost = lacksText && !isDerived;
        return new Payload(Shape(mask, count), values.AsSpan(0, count).ToArray());
    }

    private static Place? PlaceOf(string name) => name switch
    {
        "oid" => Place.Oid,
        "sub" => Place.Sub,
        "parent_class" => Place.ParentCatalog,
        "parent" => Place.Parent,
        "parent_sub" => Place.ParentSub,
        "name" => Place.Name,
        "arguments" => Place.Arguments,
        "owner" => Place.Owner,
        "alias_class" => Place.AliasCatalog,
        "alias" => Place.Alias,
        "needs_class" => Place.NeedsCatalog,
        "needs" => Place.Needs,
        "needs_sub" => Place.NeedsSub,
        "comes_with_parent" => Place.ComesWithParent,
        "unreadable" => Place.Unreadable,
        _ => null,
    };

    private object Value(int ordinal, Type type)
    {
        if (type == typeof(string))
        {
            return texts.Shared(reader.GetString(ordinal));
        }

        if (type == typeof(bool))
        {
            return new FactValue(reader.GetBoolean(ordinal)).Content;
        }

        if (type == typeof(string[]) || type == typeof(Array))
        {
            return reader.GetFieldValue<string[]>(ordinal).Select(texts.Shared).ToArray();
        }

        return texts.Shared(type == typeof(long) ? reader.GetInt64(ordinal) : type == typeof(short) ? reader.GetInt16(ordinal) : reader.GetInt32(ordinal));
    }

    private string[] Shape(ulong mask, int count)
    {
        if (!shapes.TryGetValue(mask, out var shape))
        {
            shape = new string[count];
            for (int i = 0, next = 0; i < properties.Count; i++)
            {
                if ((mask & (1UL << i)) != 0)
                {
                    shape[next++] = properties[i].Name;
                }
            }

            shapes.Add(mask, shape);
        }

        return shape;
    }

    private string? Text(Place place) => places[(int)place] is var i and not None && !reader.IsDBNull(i) ? texts.Shared(reader.GetString(i)) : null;

    private uint? Number(Place place)
    {
        if (places[(int)place] is not (var i and not None) || reader.IsDBNull(i))
        {
            return null;
        }

        var type = reader.GetFieldType(i);
        return type == typeof(uint) ? reader.GetFieldValue<uint>(i) : type == typeof(short) ? (uint)reader.GetInt16(i) : (uint)reader.GetInt32(i);
    }
}
