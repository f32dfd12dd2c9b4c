using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Catalog;

/// <summary>Hashes facts in their order. Each text goes in with its length before it, so that no two facts can look alike.</summary>
internal sealed class FingerprintHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    /// <summary>Adds a fact: its id and its properties.</summary>
    public void Add(Fact fact)
    {
        AddId(fact.Id);
        var payload = fact.Payload;
        AddNumber(payload.Count);
        for (var i = 0; i < payload.Count; i++)
        {
            AddText(payload[i].Name);
            AddValue(payload[i].Value.Content);
        }

        if (buffer.WrittenCount > 32_768)
        {
            Flush();
        }
    }

    /// <summary>Adds the fingerprint of an object.</summary>
    public void Add(FactId id, Fingerprint fingerprint)
    {
        AddId(id);
        AddText(fingerprint.Text);
    }

    /// <summary>The fingerprint of what was added since the last one.</summary>
    public Fingerprint Take()
    {
        Flush();
        return new Fingerprint(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private void AddId(FactId? id)
    {
        for (; id is not null; id = id.Parent)
        {
            AddText(id.Kind.Word);
            AddText(id.Name);
            AddText(id.Arguments ?? "");
        }

        AddNumber(-1);
    }

    private void AddValue(object content)
    {
        switch (content)
        {
            case string text:
                AddTag('t');
                AddText(text);
                break;
            case bool value:
                AddTag(value ? 'y' : 'n');
                break;
            case long number:
                AddTag('i');
                BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), number);
                buffer.Advance(8);
                break;
            case string[] items:
                AddTag('l');
                AddNumber(items.Length);
                foreach (var item in items)
                {
                    AddText(item);
                }

                break;
        }
    }

    private void AddTag(char tag)
    {
        buffer.GetSpan(1)[0] = (byte)tag;
        buffer.Advance(1);
    }

    private void AddText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        AddNumber(length);
        Encoding.UTF8.GetBytes(text, buffer.GetSpan(length));
        buffer.Advance(length);
    }

    private void AddNumber(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), number);
        buffer.Advance(4);
    }

    private void Flush()
    {
        hash.AppendData(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
