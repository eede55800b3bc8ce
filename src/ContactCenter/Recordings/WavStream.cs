using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ContactCenter.Recordings;

/// <summary>
/// A recording as a WAV file: linear samples of 16 bits, the caller left, the center right, silence where nothing was kept. Opens chunk after chunk as it is read, from anywhere; what
/// comes out has proved to be what was recorded.
/// </summary>
/// <exception cref="InvalidDataException">Thrown by reading: the file has been altered.</exception>
internal sealed class WavStream : Stream
{
    public const int HeaderSize = 44;

    private readonly Stream _file;
    private readonly RecordingMap _map;
    private readonly RecordingCipher _cipher;
    private readonly byte[] _header;
    private byte[] _bytes = [];
    private byte[] _content = [];
    private int _open = -1;
    private long _position;

    /// <param name="file">The file; disposed with this stream.</param>
    /// <param name="map">What is in it.</param>
    /// <param name="key">Its key.</param>
    public WavStream(Stream file, RecordingMap map, byte[] key)
    {
        (_file, _map, _cipher) = (file, map, new RecordingCipher(map.Header, key));
        _header = Header(map.Rate, map.Frames);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => HeaderSize + (_map.Frames * RecordingFormat.FrameSize);

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (Missing(buffer.Length) is { } chunk)
        {
            Opened(chunk, chunk.TryRead(_file, _cipher, _bytes, _content));
        }

        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Missing(buffer.Length) is { } chunk)
        {
            Opened(chunk, await chunk.TryReadAsync(_file, _cipher, _bytes, _content, cancellationToken).ConfigureAwait(false));
        }

        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => _position,
        SeekOrigin.End => Length,
        _ => 0,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_content);
        }

        base.Dispose(disposing);
    }

    private static byte[] Header(int rate, long frames)
    {
        var data = checked((uint)(frames * RecordingFormat.FrameSize));
        var header = new byte[HeaderSize];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), data + HeaderSize - 8);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), 1); // linear
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), 2); // sides
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), (uint)rate);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(28), (uint)rate * RecordingFormat.FrameSize);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), RecordingFormat.FrameSize);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), 16); // bits
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), data);
        return header;
    }

    /// <summary>The chunk that has to be opened before the next byte can be given; null when there is none to open.</summary>
    private RecordingChunk? Missing(int wanted)
    {
        if (wanted == 0 || _position < HeaderSize || _position >= Length)
        {
            return null;
        }

        var chunk = ChunkAt((_position - HeaderSize) / RecordingFormat.FrameSize);
        if (chunk.Number == _open)
        {
            return null;
        }

        _open = -1; // what is in the buffers is about to go
        if (_bytes.Length < chunk.Size)
        {
            (_bytes, _content) = (new byte[chunk.Size], new byte[chunk.Content]);
        }

        return chunk;
    }

    private RecordingChunk ChunkAt(long frame)
    {
        var (low, high) = (0, _map.Chunks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _map.Chunks[middle].Start <= frame ? (middle, high) : (low, middle - 1);
        }

        return _map.Chunks[low];
    }

    private void Opened(RecordingChunk chunk, bool isAuthentic)
    {
        _open = isAuthentic ? chunk.Number
            : throw new InvalidDataException($"The recording has been altered in its chunk {chunk.Number}, at byte {chunk.At} of its file. Restore the file from a backup.");
    }

    private int Take(Span<byte> buffer)
    {
        if (_position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        int count;
        if (_position < HeaderSize)
        {
            count = (int)Math.Min(buffer.Length, HeaderSize - _position);
            _header.AsSpan((int)_position, count).CopyTo(buffer);
        }
        else
        {
            var chunk = _map.Chunks[_open];
            count = TakeFrom(_content.AsSpan(0, chunk.Content), _position - HeaderSize - (chunk.Start * RecordingFormat.FrameSize), buffer);
        }

        _position += count;
        return count;
    }

    /// <summary>From one run of the chunk, which is authentic: as much as fits.</summary>
    private static int TakeFrom(ReadOnlySpan<byte> content, long skip, Span<byte> buffer)
    {
        while (!content.IsEmpty)
        {
            var (kind, frames) = RecordingFormat.ReadRun(content);
            var (length, isSound) = ((long)frames * RecordingFormat.FrameSize, kind == RunKind.Sound);
            content = content[RecordingFormat.RunSize..];
            if (skip < length)
            {
                var count = (int)Math.Min(buffer.Length, length - skip);
                if (isSound)
                {
                    content.Slice((int)skip, count).CopyTo(buffer);
                }
                else
                {
                    buffer[..count].Clear();
                }

                return count;
            }

            skip -= length;
            content = isSound ? content[(int)length..] : content;
        }

        throw new InvalidDataException("A chunk of the recording plays less than it says; it was written by a faulty build.");
    }
}
