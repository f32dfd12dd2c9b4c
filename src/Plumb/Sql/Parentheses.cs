namespace Plumb.Sql;

/// <summary>The parentheses that are open in a statement, as psql counts them: one too many at the end is ignored.</summary>
internal struct Parentheses
{
    private readonly int[] openings;

    /// <summary>Creates the counter; places are kept for the outermost 64 levels.</summary>
    public Parentheses() => openings = new int[64];

    /// <summary>How many are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Offset of the outermost open one.</summary>
    public readonly int Outermost => openings[0];

    /// <summary>Offset of the innermost open one, or of the 64th when more are open.</summary>
    public readonly int Innermost => openings[Math.Min(Depth, openings.Length) - 1];

    public void Open(int offset)
    {
        if (Depth < openings.Length)
        {
            openings[Depth] = offset;
        }

        Depth++;
    }

    public void Close() => Depth = Math.Max(0, Depth - 1);

    public void Clear() => Depth = 0;
}
