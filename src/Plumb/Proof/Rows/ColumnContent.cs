namespace Plumb.Proof.Rows;

/// <summary>What a column holds.</summary>
/// <param name="Name">Its name, quoted where it must be.</param>
/// <param name="Hashes">A hash of each value that is not NULL, in ascending order.</param>
internal sealed record ColumnContent(string Name, IReadOnlyList<long> Hashes)
{
    /// <summary>How many of the values are not in <paramref name="after"/>, each as often as it occurs.</summary>
    public int LostIn(ColumnContent after)
    {
        var (lost, at) = (0, 0);
        foreach (var hash in Hashes)
        {
            while (at < after.Hashes.Count && after.Hashes[at] < hash)
            {
                at++;
            }

            if (at < after.Hashes.Count && after.Hashes[at] == hash)
            {
                at++;
            }
            else
            {
                lost++;
            }
        }

        return lost;
    }
}
