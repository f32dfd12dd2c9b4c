namespace Plumb.Catalog;

/// <summary>A hash of facts: equal for equal schemas, whatever the OIDs and the order of creation.</summary>
/// <param name="Text">SHA-256 as 64 hexadecimal digits.</param>
public readonly record struct Fingerprint(string Text)
{
    /// <summary>The digits.</summary>
    public override string ToString() => Text;
}
