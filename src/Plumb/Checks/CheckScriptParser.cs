using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>Reads the headers in the comments of a check script.</summary>
public static class CheckScriptParser
{
    /// <summary>
    /// The checks of <paramref name="script"/>. Statements before the first <c>-- check:</c> or <c>-- test:</c> title form one
    /// check named <paramref name="untitled"/> that expects <c>succeeds</c>.
    /// </summary>
    public static CheckScript Parse(Script script, string untitled) => throw new NotImplementedException();

    /// <summary>
    /// A revert script in its two parts: the statements before the first title take the migration back, the titled checks
    /// after them are the revert's own verification.
    /// </summary>
    public static (Script Revert, CheckScript Verify) SplitRevert(Script script) => throw new NotImplementedException();
}
