using System.Security.Cryptography;

namespace ContactCenter.Recordings;

/// <summary>Where the chunks of a recording's file lie, by their prefixes. The last one is opened, which vouches for the time of all.</summary>
/// <remarks>
/// Prefixes are looked at before their chunks are opened. One that was altered does not follow from the one before, or is not followed by the one behind; several altered to fit would
/// have to end where the last one, which is authentic, begins, and whoever reads in between finds out.
/// </remarks>
internal sealed class RecordingMap
{
    private readonly List<RecordingChunk> _chunks = [];

    private RecordingMap(byte[] header, int rate) => (Header, Rate) = (header, rate);

    public byte[] Header { get; }

    public int Rate { get; }

    /// <summary>The chunks with content, in order.</summary>
    public IReadOnlyList<RecordingChunk> Chunks => _chunks;

    /// <summary>Whether the end mark is there.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Up to where the file is good: behind this is what a crash left.</summary>
    public long Size { get; private set; }

    /// <summary>How long it plays, in frames.</summary>
    public long Frames => _chunks.Count == 0 ? 0 : _chunks[^1].Start + _chunks[^1].Frames;

    /// <summary>Looks through a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="recording">Which recording it has to be.</param>
    /// <param name="rate">Its rate.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The map; null when not even the header is there.</returns>
    public static async ValueTask<RecordingMap?> ReadAsync(Stream file, RecordingId recording, int rate, byte[] key, CancellationToken cancellationToken)
    {
        var length = file.Length; // it may grow on
        var map = new RecordingMap(RecordingFormat.Header(recording, rate), rate);
        var header = new byte[RecordingFormat.HeaderSize];
        file.Position = 0;
        if (await file.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < header.Length || !header.AsSpan().SequenceEqual(map.Header))
        {
            return null;
        }

        var prefix = new byte[RecordingFormat.PrefixSize];
        var at = (long)RecordingFormat.HeaderSize;
        while (!map.IsWhole && at + RecordingFormat.EndSize <= length)
        {
            file.Position = at;
            await file.ReadExactlyAsync(prefix, cancellationToken).ConfigureAwait(false);
            var (start, frames, content) = RecordingFormat.ReadPrefix(prefix);
            if (start != map.Frames || content is < 0 or > RecordingFormat.MaxContent || frames < 0 || (frames == 0) != (content == 0) || at + content + RecordingFormat.EndSize > length)
            {
                break;
            }

            map._chunks.Add(new RecordingChunk(map._chunks.Count, at, content, start, frames));
            map.IsWhole = frames == 0;
            at += content + RecordingFormat.EndSize;
        }

        await map.VouchAsync(file, key, cancellationToken).ConfigureAwait(false);
        return map;
    }

    /// <summary>Drops what is not authentic from the end; it is a torn chunk, or an altered one.</summary>
    private async ValueTask VouchAsync(Stream file, byte[] key, CancellationToken cancellationToken)
    {
        using var cipher = new RecordingCipher(Header, key);
        while (_chunks.Count > 0)
        {
            var last = _chunks[^1];
            var content = new byte[last.Content];
            var isAuthentic = await last.TryReadAsync(file, cipher, new byte[last.Size], content, cancellationToken).ConfigureAwait(false);
            CryptographicOperations.ZeroMemory(content);
            if (isAuthentic)
            {
                break;
            }

            _chunks.RemoveAt(_chunks.Count - 1);
            IsWhole = false;
        }

        Size = _chunks.Count == 0 ? RecordingFormat.HeaderSize : _chunks[^1].At + _chunks[^1].Size;
        if (IsWhole)
        {
            _chunks.RemoveAt(_chunks.Count - 1); // the end mark
        }
    }
}

/// <summary>One chunk of a file.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">Where it begins in the file.</param>
/// <param name="Content">How much it holds, in bytes.</param>
/// <param name="Start">Where it begins in time, in frames.</param>
/// <param name="Frames">How long it plays.</param>
internal readonly record struct RecordingChunk(int Number, long At, int Content, long Start, int Frames)
{
    /// <summary>In the file, in bytes.</summary>
    public int Size => Content + RecordingFormat.EndSize;

    /// <summary>Reads and opens it; false when it is not authentic.</summary>
    public async ValueTask<bool> TryReadAsync(Stream file, RecordingCipher cipher, byte[] bytes, byte[] content, CancellationToken cancellationToken)
    {
        file.Position = At;
        await file.ReadExactlyAsync(bytes.AsMemory(0, Size), cancellationToken).ConfigureAwait(false);
        return cipher.TryOpen(Number, bytes.AsSpan(0, Size), content);
    }

    /// <inheritdoc cref="TryReadAsync"/>
    public bool TryRead(Stream file, RecordingCipher cipher, byte[] bytes, byte[] content)
    {
        file.Position = At;
        file.ReadExactly(bytes.AsSpan(0, Size));
        return cipher.TryOpen(Number, bytes.AsSpan(0, Size), content);
    }
}
