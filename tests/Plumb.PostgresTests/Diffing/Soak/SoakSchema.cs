namespace Plumb.PostgresTests.Diffing.Soak;

/// <summary>A random schema. What refers to something that is not there is left out when it is written.</summary>
internal sealed record SoakSchema(string Name, IReadOnlyList<SoakTable> Tables)
{
    /// <summary>The labels of the enum <c>e</c>.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The least value of the domain <c>d</c>.</summary>
    public int Least { get; init; }

    /// <summary>The type that the function <c>f</c> returns, and what it adds.</summary>
    public (string Returns, int Adds) Function { get; init; } = ("integer", 0);

    /// <summary>Views: their name, the relation that they read, their columns and a constant.</summary>
    public IReadOnlyList<(string Name, string From, IReadOnlyList<string> Columns, int Constant)> Views { get; init; } = [];

    /// <summary>The statements that build it.</summary>
    public IEnumerable<string> Statements
    {
        get
        {
            yield return $"CREATE SCHEMA {Name}";
            yield return $"CREATE TYPE {Name}.e AS ENUM ({string.Join(", ", Labels.Select(static l => $"'{l}'"))})";
            yield return $"CREATE DOMAIN {Name}.d AS integer CONSTRAINT least CHECK (VALUE >= {Least})";
            yield return $"CREATE FUNCTION {Name}.f(n integer) RETURNS {Function.Returns} LANGUAGE sql IMMUTABLE AS 'SELECT (n + {Function.Adds})::{Function.Returns}'";
            yield return $"CREATE FUNCTION {Name}.tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'";
            foreach (var statement in Tables.SelectMany(t => t.Create(Name)))
            {
                yield return statement;
            }

            foreach (var statement in Tables.SelectMany(t => (t with { References = [.. t.References.Where(r => !t.IsUnlogged && Tables.Any(u => u.Name == r && !u.IsUnlogged))] }).Refer(Name)))
            {
                yield return statement;
            }

            var known = Tables.ToDictionary(static t => t.Name, static t => t.Columns.Select(static c => c.Name).ToList(), StringComparer.Ordinal);
            foreach (var (name, from, columns, constant) in Views.Where(v => known.ContainsKey(v.From)))
            {
                List<string> there = [.. columns.Where(known[from].Contains)];
                yield return $"CREATE VIEW {Name}.\"{name}\" AS SELECT {string.Concat(there.Select(static c => $"\"{c}\", "))}{Name}.f({constant}) AS \"f of {name}\" FROM {Name}.\"{from}\"";
                known[name] = [.. there, $"f of {name}"];
            }
        }
    }
}
