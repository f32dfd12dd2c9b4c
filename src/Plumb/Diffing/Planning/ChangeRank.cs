using Plumb.Catalog;
using Plumb.Diffing.Rules;

namespace Plumb.Diffing.Planning;

/// <summary>Which of two changes comes first where nothing demands either: object by object in the order of the rules, what goes for good at the end.</summary>
internal static class ChangeRank
{
    public static IComparer<Change> Comparer { get; } = Comparer<Change>.Create(Compare);

    public static int Compare(Change left, Change right)
    {
        var (isLeftGone, isRightGone) = (IsGone(left), IsGone(right));
        if (isLeftGone || isRightGone)
        {
            return isLeftGone && isRightGone ? CompareForward(right, left) : isLeftGone ? 1 : -1;
        }

        return CompareForward(left, right);
    }

    private static bool IsGone(Change change) => change.Kind == ChangeKind.Drop && change.Counterpart is null;

    private static int CompareForward(Change left, Change right)
    {
        var (x, y) = (left.Id.Whole, right.Id.Whole);
        var order = DdlRules.Rank(x.Kind).CompareTo(DdlRules.Rank(y.Kind));
        order = order != 0 ? order : FactOrder.Instance.Compare(x, y);
        order = order != 0 ? order : DdlRules.Rank(left.Id.Kind).CompareTo(DdlRules.Rank(right.Id.Kind));
        order = order != 0 ? order : FactOrder.Instance.Compare(left.Id, right.Id);
        return order != 0 ? order : left.Kind.CompareTo(right.Kind);
    }
}
