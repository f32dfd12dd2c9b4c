using Plumb.Execution;

namespace Plumb.Proof.Orders;

/// <summary>A state of a database from which migrations can be tried in one order and another.</summary>
internal interface IOrderPlace
{
    /// <summary>Runs <paramref name="work"/> where a migration has run, and undoes both.</summary>
    /// <exception cref="StatementException">The migration fails here.</exception>
    /// <exception cref="OutsideTransactionException">It cannot run in a transaction, and this place is a savepoint.</exception>
    Task<T> AfterAsync<T>(PreparedMigration migration, Func<IOrderPlace, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>What the database holds here.</summary>
    Task<Moment> ReadAsync(CancellationToken cancellationToken);
}
