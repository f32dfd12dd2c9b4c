using System.Collections;

namespace Plumb.Catalog;

/// <summary>The properties of a fact in a fixed order. What has its default value is left out, so that servers of different versions agree.</summary>
public readonly struct Payload : IReadOnlyList<FactProperty>, IEquatable<Payload>
{
    private readonly string[]? names;
    private readonly object[]? values;

    /// <summary>Creates a payload.</summary>
    public Payload(params IEnumerable<FactProperty> properties)
    {
        var list = properties.ToArray();
        names = [.. list.Select(static p => p.Name)];
        values = [.. list.Select(static p => p.Value.Content)];
    }

    /// <summary>Names that facts of one kind share, and values of the same length.</summary>
    internal Payload(string[] names, object[] values)
    {
        this.names = names;
        this.values = values;
    }

    /// <inheritdoc/>
    public int Count => names?.Length ?? 0;

    /// <inheritdoc/>
    public FactProperty this[int index] => new(names![index], FactValue.Of(values![index]));

    /// <summary>The value of a property; null when it is not there, which means that it has its default value.</summary>
    public FactValue? this[string name]
    {
        get
        {
            var index = names is null ? -1 : Array.IndexOf(names, name);
            return index < 0 ? null : FactValue.Of(values![index]);
        }
    }

    /// <summary>Whether two payloads are the same.</summary>
    public static bool operator ==(Payload left, Payload right) => left.Equals(right);

    /// <summary>Whether two payloads differ.</summary>
    public static bool operator !=(Payload left, Payload right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Payload other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (names![i] != other.names![i] || FactValue.Of(values![i]) != FactValue.Of(other.values![i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Payload other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var property in this)
        {
            hash.Add(property.Name, StringComparer.Ordinal);
            hash.Add(property.Value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<FactProperty> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
