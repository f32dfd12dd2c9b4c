using System.CommandLine;
using System.CommandLine.Parsing;

namespace Plumb.Cli;

/// <summary>Which options of a command do not go together, as one of them would be ignored, and which values they do not take.</summary>
internal static class OptionRules
{
    /// <summary>Stands in the message of an error between what happened and what it means.</summary>
    public const char Means = '\n';

    /// <summary>Refuses an option beside any of the others.</summary>
    /// <param name="command">The command that has them.</param>
    /// <param name="meaning">Why, for people.</param>
    /// <param name="option">The option.</param>
    /// <param name="others">What it excludes.</param>
    public static void Exclude(this Command command, string meaning, Option option, params Option[] others) => command.Validators.Add(result =>
    {
        foreach (var other in others.Where(o => IsGiven(result, option) && IsGiven(result, o)))
        {
            result.AddError($"{option.Name} and {other.Name} exclude each other{Means}{meaning}");
        }
    });

    /// <summary>Refuses options where none of those is given that they say something about.</summary>
    /// <param name="command">The command that has them.</param>
    /// <param name="meaning">Why, for people.</param>
    /// <param name="options">The options.</param>
    /// <param name="needed">One of these must be there.</param>
    public static void Need(this Command command, string meaning, Option[] options, params Option[] needed) => command.Validators.Add(result =>
    {
        foreach (var option in options.Where(o => IsGiven(result, o) && !Array.Exists(needed, n => IsGiven(result, n))))
        {
            result.AddError($"{option.Name} needs {string.Join(" or ", needed.Select(static n => n.Name))}{Means}{meaning}");
        }
    });

    /// <summary>Refuses some values of an option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="isWrong">Whether a value is one of them.</param>
    /// <param name="message">What to say of it.</param>
    public static Option<T> Refuse<T>(this Option<T> option, Func<T, bool> isWrong, Func<T, string> message)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is { } value && isWrong(value))
            {
                result.AddError(message(value));
            }
        });
        return option;
    }

    private static bool IsGiven(CommandResult command, Option option) => command.GetResult(option) is { Implicit: false };
}
