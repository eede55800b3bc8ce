using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace ContactCenter.Sip.Rtp.Security;

/// <summary>AES-128 in counter mode: the stream of the blocks IV, IV + 1, ... is laid over the data. RFC 3711 section 4.1.1.</summary>
/// <remarks>Not safe for two threads at a time; allocates nothing after it is made.</remarks>
internal sealed class CounterMode : IDisposable
{
    private const int Block = 16;

    // One call of the framework's cipher makes the stream of this much: a packet of a codec in one or a few.
    private const int Chunk = 32 * Block;

    private readonly Aes _aes;
    private readonly ICryptoTransform _cipher;
    private readonly byte[] _counters = new byte[Chunk];
    private readonly byte[] _stream = new byte[Chunk];

    public CounterMode(ReadOnlySpan<byte> key)
    {
        _aes = Aes.Create();
        _aes.Key = key.ToArray();
#pragma warning disable CA5358 // The counters are encrypted block by block; that is what counter mode is.
        _aes.Mode = CipherMode.ECB;
#pragma warning restore CA5358
        _aes.Padding = PaddingMode.None;
        _cipher = _aes.CreateEncryptor();
    }

    /// <summary>Encrypts or decrypts in place.</summary>
    /// <param name="iv">16 octets, the last two of them 0: they count the blocks.</param>
    /// <param name="data">At most 2^16 blocks.</param>
    public void Apply(ReadOnlySpan<byte> iv, Span<byte> data)
    {
        ushort counter = 0;
        while (!data.IsEmpty)
        {
            var length = Math.Min(data.Length, Chunk);
            var blocks = (length + Block - 1) / Block;
            for (var i = 0; i < blocks; i++)
            {
                var block = _counters.AsSpan(i * Block, Block);
                iv[..14].CopyTo(block);
                BinaryPrimitives.WriteUInt16BigEndian(block[14..], counter++);
            }

            _cipher.TransformBlock(_counters, 0, blocks * Block, _stream, 0);
            Xor(data[..length], _stream);
            data = data[length..];
        }
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _aes.Dispose();
    }

    private static void Xor(Span<byte> data, ReadOnlySpan<byte> stream)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        var streamWords = MemoryMarshal.Cast<byte, ulong>(stream);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] ^= streamWords[i];
        }

        for (var i = words.Length * sizeof(ulong); i < data.Length; i++)
        {
            data[i] ^= stream[i];
        }
    }
}
