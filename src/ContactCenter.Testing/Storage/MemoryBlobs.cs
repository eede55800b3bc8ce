using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>Blobs in memory, not encrypted. Thread-safe.</summary>
internal sealed class MemoryBlobs(IKeyStore keys, TimeProvider time) : IBlobStore, IBlobSweep
{
    private readonly ConcurrentDictionary<(SubjectId Subject, BlobId Blob), Stored> _blobs = new();

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
        _blobs[(subject, blob)] = new Stored(bytes, time.GetUtcNow());
        return blob;
    }

    public async ValueTask<Stream?> OpenAsync(SubjectId subject, BlobId blob, CancellationToken cancellationToken = default) =>
        await keys.FindAsync(subject, cancellationToken).ConfigureAwait(false) is not null && _blobs.TryGetValue((subject, blob), out var stored)
            ? new MemoryStream(stored.Bytes, writable: false)
            : null;

    public async IAsyncEnumerable<BlobId> ListAsync(DateTimeOffset storedBefore, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var ((_, blob), stored) in _blobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (stored.At < storedBefore)
            {
                yield return blob;
            }
        }
    }

    /// <summary>The name holds the subject: there is one at most.</summary>
    public ValueTask<bool> RemoveAsync(BlobId blob, DateTimeOffset storedBefore, CancellationToken cancellationToken = default) => ValueTask.FromResult(
        _blobs.FirstOrDefault(b => b.Key.Blob == blob && b.Value.At < storedBefore) is { Value: not null } old && _blobs.TryRemove(old));

    private sealed record Stored(byte[] Bytes, DateTimeOffset At);
}
