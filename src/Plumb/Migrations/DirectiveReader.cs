using Plumb.Findings;
using Plumb.Sql;

namespace Plumb.Migrations;

/// <summary>Reads the directives in the header of one script.</summary>
internal sealed class DirectiveReader
{
    private readonly IReadOnlyList<string> known;
    private readonly IReadOnlyList<string> environments;
    private readonly List<Finding> findings;
    private readonly Dictionary<string, Place> seen = new(StringComparer.Ordinal);
    private Directives read = Directives.None;

    private DirectiveReader(IReadOnlyList<string> known, IReadOnlyList<string> environments, List<Finding> findings)
    {
        this.known = known;
        this.environments = environments;
        this.findings = findings;
    }

    /// <summary>The directives of <paramref name="script"/>; what is wrong with them becomes findings.</summary>
    /// <param name="script">The script.</param>
    /// <param name="known">The words that are allowed in it; none for a script that takes no directives.</param>
    /// <param name="environments">The configured environments; empty when unknown.</param>
    /// <param name="findings">Receives what is wrong.</param>
    public static Directives Read(
        Script script, IReadOnlyList<string> known, IReadOnlyList<string> environments, List<Finding> findings)
    {
        DirectiveReader? reader = null;
        foreach (var comment in script.Comments)
        {
            if (!comment.IsBlock && PlumbComment.Read(script.Source, comment, findings) is { } directive)
            {
                reader ??= new DirectiveReader(known, environments, findings);
                reader.Add(directive);
            }
        }

        return reader?.read ?? Directives.None;
    }

    private void Add(PlumbComment directive)
    {
        var word = directive.Word;
        if (!DirectiveWords.Header.Contains(word, StringComparer.Ordinal))
        {
            findings.Add(DirectiveFindings.Unknown(directive.Place, word));
            return;
        }

        if (!known.Contains(word, StringComparer.Ordinal))
        {
            findings.Add(DirectiveFindings.NotInThisScript(directive.Place, word));
            return;
        }

        if (directive.Comment.NextStatement > 0 || directive.Comment.IsInside)
        {
            findings.Add(DirectiveFindings.NotInHeader(directive.Place, word));
            return;
        }

        var argument = new DirectiveArgument(directive);
        switch (word)
        {
            case DirectiveWords.Requires:
                AddRequirements(argument);
                break;
            case DirectiveWords.Allow:
                AddAllowance(argument);
                break;
            case var _ when !seen.TryAdd(word, directive.Place):
                findings.Add(DirectiveFindings.Twice(directive.Place, word, seen[word].Line));
                break;
            case DirectiveWords.Only:
                AddEnvironments(argument);
                break;
            case DirectiveWords.LockTimeout:
                AddLockTimeout(argument);
                break;
            default:
                AddNoTransaction(argument);
                break;
        }
    }

    private void AddRequirements(DirectiveArgument argument)
    {
        foreach (var (name, place) in Names(argument, DirectiveWords.Requires))
        {
            if (seen.TryAdd($"{DirectiveWords.Requires} {name}", place))
            {
                read = read with { Requires = [.. read.Requires, new Requirement(name, place)] };
            }
            else
            {
                findings.Add(DirectiveFindings.Twice(place, name, seen[$"{DirectiveWords.Requires} {name}"].Line));
            }
        }
    }

    private void AddEnvironments(DirectiveArgument argument)
    {
        foreach (var (name, place) in Names(argument, DirectiveWords.Only))
        {
            if (environments.Count > 0 && !environments.Contains(name, StringComparer.Ordinal))
            {
                findings.Add(DirectiveFindings.OnlyUnknown(place, name, environments));
            }
            else if (read.Only.Contains(name, StringComparer.Ordinal))
            {
                findings.Add(DirectiveFindings.Twice(place, name, place.Line));
            }
            else
            {
                read = read with { Only = [.. read.Only, name] };
            }
        }
    }

    private IEnumerable<(string Name, Place Place)> Names(DirectiveArgument argument, string word)
    {
        if (argument.IsEmpty)
        {
            findings.Add(DirectiveFindings.NamesNothing(argument.Place, word));
        }

        foreach (var (name, place) in argument.Split())
        {
            if (name.Length == 0)
            {
                findings.Add(DirectiveFindings.NamesNothing(place, word));
            }
            else if (name.AsSpan().IndexOfAny(" \t") >= 0)
            {
                findings.Add(DirectiveFindings.NoComma(place, name));
            }
            else
            {
                yield return (name, place);
            }
        }
    }

    private void AddAllowance(DirectiveArgument argument)
    {
        var (hazard, place, reason) = argument.SplitHazard();
        if (hazard.Length == 0)
        {
            findings.Add(DirectiveFindings.NamesNothing(argument.Place, DirectiveWords.Allow));
        }
        else if (!Hazards.All.Contains(hazard, StringComparer.Ordinal))
        {
            findings.Add(DirectiveFindings.UnknownHazard(place, hazard));
        }
        else if (reason is not ['"', .. var inner, '"'] || string.IsNullOrWhiteSpace(inner))
        {
            findings.Add(DirectiveFindings.NoReason(place, hazard));
        }
        else if (!seen.TryAdd($"{DirectiveWords.Allow} {hazard}", place))
        {
            findings.Add(DirectiveFindings.Twice(place, hazard, seen[$"{DirectiveWords.Allow} {hazard}"].Line));
        }
        else
        {
            read = read with { Allows = [.. read.Allows, new Allowance(hazard, inner, place)] };
        }
    }

    private void AddLockTimeout(DirectiveArgument argument)
    {
        if (DurationText.TryParse(argument.Text, out var timeout) && timeout > TimeSpan.Zero)
        {
            read = read with { LockTimeout = timeout };
        }
        else
        {
            findings.Add(DirectiveFindings.NotADuration(argument.Place, argument.Text));
        }
    }

    private void AddNoTransaction(DirectiveArgument argument)
    {
        if (!argument.IsEmpty)
        {
            findings.Add(DirectiveFindings.TakesNothing(argument.Place, DirectiveWords.NoTransaction));
        }

        read = read with { NoTransaction = true };
    }
}
