namespace Plumb.Proof;

/// <summary>Where something can be tried without consequences.</summary>
internal interface ITrialSpace
{
    /// <summary>Runs <paramref name="work"/> on a session and undoes what it did.</summary>
    /// <exception cref="OutsideTransactionException">What is tried needs a copy of the database, and this space is a savepoint.</exception>
    Task<T> TryAsync<T>(Func<ShadowSession, Task<T>> work, CancellationToken cancellationToken);
}
