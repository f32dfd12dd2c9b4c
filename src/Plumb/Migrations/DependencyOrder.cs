using Plumb.Findings;

namespace Plumb.Migrations;

/// <summary>The order in which migrations run.</summary>
/// <remarks>
/// Of all migrations whose requirements have run, the one with the smallest version runs next; of one version, the one with the
/// smallest name in ordinal order, then with the smallest file stem. Without requirements this is the order by version, then name; with
/// them, a migration waits for what it requires and everything else keeps its place. (Kahn's algorithm with a priority queue:
/// O((n + r) log n) for n migrations with r requirements, and one result for one set of files.)
/// </remarks>
internal static class DependencyOrder
{
    /// <summary>
    /// Sorts migrations of one kind. Requirements that are not among them are passed over; each cycle becomes a finding, and what
    /// hangs on it comes last.
    /// </summary>
    public static IReadOnlyList<Migration> Sort(IReadOnlyList<Migration> migrations, List<Finding> findings)
    {
        Migration[] sorted = [.. migrations];
        Array.Sort(sorted, Compare);
        return sorted.All(static m => m.Directives.Requires.Count == 0) ? sorted : new Graph(sorted).Sort(findings);
    }

    private static int Compare(Migration left, Migration right)
    {
        var order = left.Version.CompareTo(right.Version);
        order = order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }

    private sealed class Graph
    {
        private readonly Migration[] migrations;
        private readonly List<(int Node, Requirement Written)>[] requires;
        private readonly List<int>[] requiredBy;

        public Graph(Migration[] migrations)
        {
            this.migrations = migrations;
            requires = Array.ConvertAll(migrations, static _ => new List<(int, Requirement)>());
            requiredBy = Array.ConvertAll(migrations, static _ => new List<int>());
            var index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < migrations.Length; i++)
            {
                index[migrations[i].Id] = i;
            }

            for (var i = 0; i < migrations.Length; i++)
            {
                foreach (var requirement in migrations[i].Directives.Requires)
                {
                    if (index.TryGetValue(requirement.Id, out var other) && other != i)
                    {
                        requires[i].Add((other, requirement));
                        requiredBy[other].Add(i);
                    }
                }
            }
        }

        public List<Migration> Sort(List<Finding> findings)
        {
            var open = Array.ConvertAll(requires, static r => r.Count);
            var ready = new PriorityQueue<int, int>();
            for (var i = 0; i < open.Length; i++)
            {
                if (open[i] == 0)
                {
                    ready.Enqueue(i, i);
                }
            }

            var ordered = new List<Migration>(migrations.Length);
            while (ready.TryDequeue(out var next, out _))
            {
                ordered.Add(migrations[next]);
                foreach (var waiting in requiredBy[next])
                {
                    if (--open[waiting] == 0)
                    {
                        ready.Enqueue(waiting, waiting);
                    }
                }
            }

            if (ordered.Count < migrations.Length)
            {
                FindCycles(open, findings);
                ordered.AddRange(migrations.Where((_, i) => open[i] > 0));
            }

            return ordered;
        }

        // What is left over requires something that is left over, so that every walk along requirements ends in a cycle.
        private void FindCycles(int[] open, List<Finding> findings)
        {
            var walkOf = new int[migrations.Length];
            for (var start = 0; start < migrations.Length; start++)
            {
                var path = new List<(int Node, Requirement Written)>();
                var at = start;
                while (open[at] > 0 && walkOf[at] == 0)
                {
                    walkOf[at] = start + 1;
                    var step = requires[at].First(r => open[r.Node] > 0);
                    path.Add((at, step.Written));
                    at = step.Node;
                }

                if (path.Count > 0 && walkOf[at] == start + 1)
                {
                    var from = path.FindIndex(p => p.Node == at);
                    findings.Add(ChainFindings.Cycle([.. path.Skip(from).Select(p => (migrations[p.Node].Id, p.Written))]));
                }
            }
        }
    }
}
