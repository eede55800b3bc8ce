using System.Security.Cryptography;

namespace ContactCenter.Sqlite.Blobs;

/// <summary>
/// A blob's content, decrypted and verified as it is read: bytes come out only after the tag of their chunk has been checked,
/// the last ones only after the whole file has proved to be the one its name says.
/// </summary>
/// <exception cref="InvalidDataException">Thrown by reading: the file has been altered or cut off.</exception>
internal sealed class BlobReadStream : Stream
{
    private readonly Stream _file;
    private readonly byte[] _header;
    private readonly string? _name;
    private readonly AesGcm _aes;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _chunk = new byte[BlobCipher.ChunkSize + BlobCipher.TagSize];
    private readonly byte[] _plain = new byte[BlobCipher.ChunkSize];
    private int _at;
    private int _length;
    private uint _number;
    private bool _ended;

    /// <param name="file">Behind its header; disposed with this stream.</param>
    /// <param name="header">The header.</param>
    /// <param name="key">The content's key.</param>
    /// <param name="name">The file's SHA-256 in lower-case hex; null where it has no name.</param>
    public BlobReadStream(Stream file, byte[] header, byte[] key, string? name)
    {
        _file = file;
        _header = header;
        _name = name;
        _aes = new AesGcm(key, BlobCipher.TagSize);
        _hash.AppendData(header);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_at == _length && !_ended)
        {
            Open(_file.ReadAtLeast(_chunk, _chunk.Length, throwOnEndOfStream: false));
        }

        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_at == _length && !_ended)
        {
            Open(await _file.ReadAtLeastAsync(_chunk, _chunk.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false));
        }

        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _aes.Dispose();
            _hash.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
        }

        base.Dispose(disposing);
    }

    private void Open(int read)
    {
        var last = read < _chunk.Length;
        var chunk = _chunk.AsSpan(0, read);
        if (read < BlobCipher.TagSize)
        {
            throw Altered(null);
        }

        try
        {
            BlobCipher.Decrypt(_aes, _header, _number++, last, chunk, _plain);
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw Altered(e);
        }

        _hash.AppendData(chunk);
        if (last && _name is not null && Convert.ToHexStringLower(_hash.GetHashAndReset()) != _name)
        {
            throw Altered(null);
        }

        (_at, _length, _ended) = (0, read - BlobCipher.TagSize, last);
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _length - _at);
        _plain.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    private InvalidDataException Altered(Exception? cause) =>
        new($"Blob {_name ?? "(unnamed)"} has been altered, cut off or belongs to another subject. Restore its file from a backup.", cause);
}
