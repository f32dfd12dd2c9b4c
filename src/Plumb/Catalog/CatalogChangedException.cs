namespace Plumb.Catalog;

/// <summary>The catalog changed while it was read; reading it again helps.</summary>
internal sealed class CatalogChangedException(string message) : Exception(message);
