using Plumb.Catalog;

namespace Plumb.Diffing.Planning;

/// <summary>One change of one fact: a node of the graph.</summary>
internal sealed class Change
{
    private readonly HashSet<Change> successors = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Change> predecessors = new(ReferenceEqualityComparer.Instance);

    public Change(ChangeKind kind, Fact fact, Fact? before, DdlRule rule)
    {
        Kind = kind;
        Fact = fact;
        Before = before;
        Rule = rule;
        Head = this;
    }

    public ChangeKind Kind { get; }

    /// <summary>The fact as it will be; when it is dropped, as it was.</summary>
    public Fact Fact { get; }

    /// <summary>Of an alteration, the fact as it was.</summary>
    public Fact? Before { get; }

    public DdlRule Rule { get; }

    public FactId Id => Fact.Id;

    /// <summary>The other half, when the fact is replaced.</summary>
    public Change? Counterpart { get; set; }

    /// <summary>Of an alteration, what its rule said.</summary>
    public Ddl? Alteration { get; init; }

    /// <summary>The change whose statement does this one, too; itself when it has statements of its own.</summary>
    public Change Head { get; set; }

    /// <summary>Whether it can be done by its parent's statement only.</summary>
    public bool IsInseparable { get; set; }

    /// <summary>Why it is not done; null when it is.</summary>
    public string? Withheld { get; set; }

    /// <summary>What needs this to have happened.</summary>
    public IReadOnlyCollection<Change> Successors => successors;

    /// <summary>What must have happened before.</summary>
    public IReadOnlyCollection<Change> Predecessors => predecessors;

    public PlannedChange Planned => new(Kind, Id);

    /// <summary>Adds an edge to the graph.</summary>
    public void ComesBefore(Change later)
    {
        if (!ReferenceEquals(this, later))
        {
            successors.Add(later);
            later.predecessors.Add(this);
        }
    }

    /// <summary>Takes an edge out of the graph.</summary>
    public void MayFollow(Change other)
    {
        predecessors.Remove(other);
        other.successors.Remove(this);
    }

    public override string ToString() => Planned.ToString();
}
