namespace ContactCenter.Sniffing;

/// <summary>Reads another stream and knows what it begins with and how much came. Does not dispose it. Not thread-safe.</summary>
internal sealed class ObservedStream(Stream content) : Stream
{
    private readonly byte[] _head = new byte[ContentSniffer.Length];
    private int _headLength = -1;
    private int _headRead;

    /// <summary>How many bytes have been read.</summary>
    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    /// <summary>What the content is, by its first bytes; they are read again by whoever reads.</summary>
    public async ValueTask<string> SniffAsync(CancellationToken cancellationToken)
    {
        if (_headLength < 0)
        {
            _headLength = await content.ReadAtLeastAsync(_head, _head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }

        return ContentSniffer.Sniff(_head.AsSpan(0, _headLength));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        if (_headRead < _headLength)
        {
            count = Math.Min(buffer.Length, _headLength - _headRead);
            _head.AsMemory(_headRead, count).CopyTo(buffer);
            _headRead += count;
        }
        else
        {
            count = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        Count += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
