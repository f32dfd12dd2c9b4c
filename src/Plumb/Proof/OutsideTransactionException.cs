namespace Plumb.Proof;

/// <summary>What was to be tried inside a transaction can only run outside; it is tried again on a copy of the database.</summary>
internal sealed class OutsideTransactionException(string message) : Exception(message);
