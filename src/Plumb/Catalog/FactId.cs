namespace Plumb.Catalog;

/// <summary>
/// Names a fact for good: kind, name and what it belongs to, never an OID. A table belongs to a schema, a column to a table, a
/// comment to whatever it is about.
/// </summary>
public sealed class FactId : IEquatable<FactId>
{
    private readonly int hash;

    /// <summary>Creates an id.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="parent">What it belongs to; null for what stands in the database itself.</param>
    /// <param name="name">Its name as the catalog has it, without quotes; empty when its kind has no names.</param>
    /// <param name="arguments">What tells it apart from others of that name: a function's identity arguments, an operator's operands, a grant's privilege.</param>
    public FactId(FactKind kind, FactId? parent, string name, string? arguments = null)
    {
        Kind = kind;
        Parent = parent;
        Name = name;
        Arguments = arguments;
        Depth = parent is null ? 0 : parent.Depth + 1;
        hash = HashCode.Combine(kind, parent?.hash ?? 0, name, arguments);
    }

    /// <summary>The kind.</summary>
    public FactKind Kind { get; }

    /// <summary>What it belongs to; null for what stands in the database itself.</summary>
    public FactId? Parent { get; }

    /// <summary>Its name as the catalog has it; empty when its kind has no names.</summary>
    public string Name { get; }

    /// <summary>What tells it apart from others of that name; null when the name suffices.</summary>
    public string? Arguments { get; }

    /// <summary>The object that it is part of: a column's table; of an object, itself.</summary>
    public FactId Whole => Kind.IsObject || Parent is null ? this : Parent.Whole;

    /// <summary>The outermost that it belongs to: of what stands in a schema, the schema.</summary>
    internal FactId Root => Parent?.Root ?? this;

    /// <summary>Whether it is <paramref name="other"/>, or belongs to it, directly or through others.</summary>
    internal bool IsWithin(FactId other) => Equals(other) || (Parent?.IsWithin(other) ?? false);

    /// <summary>How many parents it has, counting theirs.</summary>
    internal int Depth { get; }

    /// <summary>The name as it is written in SQL, with its schema and without arguments: <c>public.videos</c>, <c>public.videos.title</c>.</summary>
    public string SqlName => Kind.Naming switch
    {
        FactNaming.OfParent or FactNaming.Privilege => Parent!.SqlName,
        FactNaming.Link => Name,
        FactNaming.BesideParent when Parent?.Parent is { } schema => $"{schema.SqlName}.{Findings.SqlName.Quoted(Name)}",
        _ when Parent is null => Findings.SqlName.Quoted(Name),
        _ => $"{Parent.SqlName}.{Findings.SqlName.Quoted(Name)}",
    };

    /// <inheritdoc/>
    public bool Equals(FactId? other) => ReferenceEquals(this, other)
        || other is not null && hash == other.hash && ReferenceEquals(Kind, other.Kind)
        && Name == other.Name && Arguments == other.Arguments && Equals(Parent, other.Parent);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FactId);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;

    /// <summary>The kind and the name, for people: <c>column public.videos.title</c>, <c>grant of SELECT to anon on table public.videos</c>.</summary>
    public override string ToString() => Kind.Naming switch
    {
        FactNaming.OfParent => $"{Kind.Word} of {Parent}",
        FactNaming.Link => $"{Kind.Word} {Name} of {Parent}",
        FactNaming.Privilege => $"{Kind.Word} of {Arguments} to {Findings.SqlName.Quoted(Name)} on {Parent}",
        _ when Arguments is not null => $"{Kind.Word} {SqlName}({Arguments})",
        _ => $"{Kind.Word} {SqlName}",
    };
}
