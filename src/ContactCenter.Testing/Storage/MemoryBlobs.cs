using System.Collections.Concurrent;
using System.Security.Cryptography;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>Blobs in memory, not encrypted. Thread-safe.</summary>
internal sealed class MemoryBlobs(IKeyStore keys) : IBlobStore
{
    private readonly ConcurrentDictionary<(SubjectId Subject, BlobId Blob), byte[]> _blobs = new();

    public async ValueTask<BlobId> PutAsync(SubjectId subject, Stream content, long maxSizeBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        await keys.GetOrCreateAsync(subject, cancellationToken).ConfigureAwait(false);
        using var copy = new MemoryStream();
        var buffer = new byte[81_920];
        while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            if (copy.Length > maxSizeBytes)
            {
                throw new InvalidDataException($"The content has more than the {maxSizeBytes} bytes allowed.");
            }
        }

        var bytes = copy.ToArray();
        var blob = new BlobId(Convert.ToHexStringLower(SHA256.HashData([.. subject.Value.ToByteArray(), .. bytes])));
        _blobs[(subject, blob)] = bytes;
        return blob;
    }

    public async ValueTask<Stream?> OpenAsync(SubjectId subject, BlobId blob, CancellationToken cancellationToken = default) =>
        await keys.FindAsync(subject, cancellationToken).ConfigureAwait(false) is not null && _blobs.TryGetValue((subject, blob), out var bytes)
            ? new MemoryStream(bytes, writable: false)
            : null;
}
