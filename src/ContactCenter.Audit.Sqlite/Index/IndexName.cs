using System.Text;

namespace ContactCenter.Audit.Sqlite;

/// <summary>A name as it is looked up in memory; <see cref="ToBytes"/> is what the file holds.</summary>
/// <param name="Type">The letter for what it is.</param>
/// <param name="Id">The id, where it is a UUID.</param>
/// <param name="Text">The id, where it is a text; of a machine, its kind.</param>
/// <param name="Key">A machine's key.</param>
internal readonly record struct IndexName(char Type, Guid Id, string? Text = null, string? Key = null)
{
    private const int OnStack = 256;

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Write(bytes);
        return bytes;
    }

    /// <summary>The name, mixed for a filter.</summary>
    public ulong Mix()
    {
        var length = Length;
        var bytes = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        Write(bytes);
        return KeyFilter.Mix(bytes[..length]);
    }

    private int Length => Text is null ? 17 : 1 + Encoding.UTF8.GetByteCount(Text) + (Key is null ? 0 : 1 + Encoding.UTF8.GetByteCount(Key));

    private void Write(Span<byte> to)
    {
        to[0] = (byte)Type;
        if (Text is null)
        {
            Id.TryWriteBytes(to[1..], bigEndian: true, out _);
            return;
        }

        var length = 1 + Encoding.UTF8.GetBytes(Text, to[1..]);
        if (Key is not null)
        {
            to[length] = (byte)'/';
            Encoding.UTF8.GetBytes(Key, to[(length + 1)..]);
        }
    }
}
