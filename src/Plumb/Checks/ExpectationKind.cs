namespace Plumb.Checks;

/// <summary>The forms of an expectation.</summary>
public enum ExpectationKind
{
    /// <summary><c>no rows</c></summary>
    NoRows,

    /// <summary><c>rows</c>: one or more.</summary>
    Rows,

    /// <summary><c>N rows</c></summary>
    ExactRows,

    /// <summary><c>at least N rows</c></summary>
    AtLeastRows,

    /// <summary><c>at most N rows</c></summary>
    AtMostRows,

    /// <summary><c>value X</c>: one row with one column whose text is X.</summary>
    Value,

    /// <summary><c>true</c>: every boolean of every row, and at least one of them.</summary>
    True,

    /// <summary><c>every row SQL</c>: a condition over the query's own columns, evaluated by PostgreSQL.</summary>
    EveryRow,

    /// <summary><c>affected N</c>: how many rows the last statement changed.</summary>
    Affected,

    /// <summary><c>error SQLSTATE</c>: the last statement fails with that code.</summary>
    Error,

    /// <summary><c>succeeds</c>: no statement fails.</summary>
    Succeeds,
}
