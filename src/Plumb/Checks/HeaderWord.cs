namespace Plumb.Checks;

/// <summary>The headers of a check script.</summary>
internal enum HeaderWord
{
    /// <summary><c>-- check: title</c></summary>
    Check,

    /// <summary><c>-- test: title</c></summary>
    Test,

    /// <summary><c>-- expect: form</c></summary>
    Expect,

    /// <summary><c>-- as: role {claims}</c></summary>
    As,

    /// <summary><c>-- hint: text</c></summary>
    Hint,

    /// <summary><c>-- since: migration</c></summary>
    Since,

    /// <summary><c>-- until: migration</c></summary>
    Until,

    /// <summary><c>-- optional</c></summary>
    Optional,

    /// <summary><c>-- after commit</c></summary>
    AfterCommit,
}
