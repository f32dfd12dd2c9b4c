using Plumb.Catalog;

namespace Plumb.Diffing.Planning;

/// <summary>One change of one fact: a node of the graph.</summary>
internal sealed class Change
{
    private readonly HashSet<Change> successors = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Change> followers = new(ReferenceEqualityComparer.Instance);
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

    /// <summary>Whether the fact is replaced in the other order: what is there moves aside, and goes once nothing needs it any more.</summary>
    public bool IsDisplaced { get; private set; }

    /// <summary>Of an alteration, what its rule said.</summary>
    public Ddl? Alteration { get; init; }

    /// <summary>The change whose statement does this one, too; itself when it has statements of its own.</summary>
    public Change Head { get; set; }

    /// <summary>Whether it can be done by its parent's statement only.</summary>
    public bool IsInseparable { get; set; }

    /// <summary>Why it is not done; null when it is.</summary>
    public string? Withheld { get; set; }

    /// <summary>What comes after this.</summary>
    public IReadOnlyCollection<Change> Successors => successors;

    /// <summary>Those among the successors that could do without.</summary>
    public IReadOnlySet<Change> Followers => followers;

    /// <summary>What comes before this.</summary>
    public IReadOnlyCollection<Change> Predecessors => predecessors;

    public PlannedChange Planned => new(Kind, Id);

    /// <summary>Adds an edge to the graph.</summary>
    public void ComesBefore(Change later)
    {
        if (!ReferenceEquals(this, later))
        {
            followers.Remove(later);
            successors.Add(later);
            later.predecessors.Add(this);
        }
    }

    /// <summary>Adds an edge that only says what is better.</summary>
    public void ShouldComeBefore(Change later)
    {
        if (!ReferenceEquals(this, later) && !successors.Contains(later))
        {
            followers.Add(later);
            successors.Add(later);
            later.predecessors.Add(this);
        }
    }

    /// <summary>Takes such an edge out of the graph.</summary>
    public void NeedNotComeBefore(Change later)
    {
        followers.Remove(later);
        successors.Remove(later);
        later.predecessors.Remove(this);
    }

    /// <summary>Marks both halves of a replacement as displaced.</summary>
    public void Displace() => IsDisplaced = Counterpart!.IsDisplaced = true;

    public override string ToString() => Planned.ToString();
}
