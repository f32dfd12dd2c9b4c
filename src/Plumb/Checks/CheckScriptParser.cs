using Plumb.Sql;

namespace Plumb.Checks;

/// <summary>Reads the headers in the comments of a check script.</summary>
/// <remarks>
/// A header is a line comment on a line of its own, outside any statement, that begins with <c>check:</c>, <c>test:</c>,
/// <c>expect:</c>, <c>as:</c> or <c>hint:</c>, or that is nothing but <c>optional</c> or <c>after commit</c>. Case does not
/// matter. A comment that comes close to a header is an error with the nearest word, so is a header in the wrong place; every
/// other comment is prose. All errors of a script are reported together.
/// </remarks>
public static class CheckScriptParser
{
    /// <summary>
    /// The checks of <paramref name="script"/>. Statements before the first <c>-- check:</c> or <c>-- test:</c> title form one
    /// check named <paramref name="untitled"/> that expects <c>succeeds</c>.
    /// </summary>
    public static CheckScript Parse(Script script, string untitled) => new CheckScriptReader(script).ReadAll(untitled);

    /// <summary>
    /// As <see cref="Parse"/>, for a script that runs before its migration: there <c>-- after commit</c> is an error.
    /// </summary>
    public static CheckScript ParseRequire(Script script, string untitled)
    {
        var parsed = Parse(script, untitled);
        var tooEarly = parsed.Checks.Where(static check => check.AfterCommit).Select(static check => CheckFindings.AfterCommitTooEarly(check.Place));
        return parsed with { Findings = [.. parsed.Findings, .. tooEarly] };
    }

    /// <summary>
    /// A revert script in its two parts: the statements before the first title take the migration back, the titled checks
    /// after them are the revert's own verification.
    /// </summary>
    public static (Script Revert, CheckScript Verify) SplitRevert(Script script) => new CheckScriptReader(script).SplitAtFirstTitle();
}
