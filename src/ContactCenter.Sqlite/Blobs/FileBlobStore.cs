using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ContactCenter.Journal;
using ContactCenter.Storage;
using ContactCenter.Sqlite.Files;
using ContactCenter.Sqlite.Keys;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sqlite.Blobs;

/// <summary>
/// Blobs as files, <c>blobs/ab/abcd…</c> by the SHA-256 of their ciphertext. The content's key depends on the whole content,
/// so it is read once into a scratch file, under a key that exists in memory only, and encrypted from there.
/// </summary>
internal sealed class FileBlobStore : IBlobStore, IBlobSweep
{
    private const int NameLength = 64;
    private const int BufferSize = 1; // chunks are large; no buffer between

    private readonly string _path;
    private readonly string _unfinished;
    private readonly SqliteKeyStore _keys;
    private readonly TimeProvider _time;
    private readonly Lock _naming = new(); // a blob gets its name, or loses it

    public FileBlobStore(string path, SqliteKeyStore keys, StorageContext context)
    {
        _path = path;
        _unfinished = Path.Combine(path, "unfinished");
        _keys = keys;
        _time = context.Time;
        try
        {
            DurableDirectory.Create(_unfinished);
            RemoveUnfinished(context.Logger);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    /// <exception cref="LogUnavailableException">The blob cannot be written.</exception>
    public async ValueTask<BlobId> PutAsync(SubjectId subject, Stream content, long maxSizeBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var subjectKey = (await _keys.GetOrCreateAsync(subject, cancellationToken).ConfigureAwait(false)).Bytes.ToArray();
        var scratch = Scratch();
        var aside = Scratch();
        try
        {
            var scratchKey = RandomNumberGenerator.GetBytes(32);
            var header = await SpoolAsync(content, maxSizeBytes, subjectKey, scratch, scratchKey, cancellationToken).ConfigureAwait(false);
            var name = await EncryptAsync(scratch, scratchKey, header, subjectKey, aside, cancellationToken).ConfigureAwait(false);
            Publish(aside, name);
            return new BlobId(name);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(subjectKey);
            File.Delete(scratch);
            File.Delete(aside);
        }
    }

    public async ValueTask<Stream?> OpenAsync(SubjectId subject, BlobId blob, CancellationToken cancellationToken = default)
    {
        var path = PathOf(blob.Value);
        if (path is null || !File.Exists(path) || _keys.KeysOf(subject) is not { Count: > 0 } keys)
        {
            return null;
        }

        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.SequentialScan);
        }
        catch (FileNotFoundException)
        {
            return null; // removed meanwhile
        }

        var header = new byte[BlobCipher.HeaderSize];
        if (await file.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < header.Length
            || !BlobCipher.IsHeader(header))
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw new InvalidDataException($"{path} is no blob, or has been cut off. Restore it from a backup.");
        }

        if (await FindKeyAsync(file, header, keys, subject, cancellationToken).ConfigureAwait(false) is not { } key)
        {
            await using (file.ConfigureAwait(false))
            {
                file.Position = 0;
                throw Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)) == blob.Value
                    ? new CryptographicException($"The key of subject {subject} that blob {blob.Value} is encrypted under is damaged.")
                    : new InvalidDataException($"Blob {blob.Value} has been altered or cut off. Restore its file from a backup.");
            }
        }

        return new BlobReadStream(file, header, key, blob.Value);
    }

    public async IAsyncEnumerable<BlobId> ListAsync(DateTimeOffset storedBefore, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var file in Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Path.GetFileName(file);
            if (PathOf(name) == file && IsOlder(file, storedBefore))
            {
                yield return new BlobId(name);
            }
        }
    }

    public ValueTask<bool> RemoveAsync(BlobId blob, DateTimeOffset storedBefore, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PathOf(blob.Value) is not { } path)
        {
            return ValueTask.FromResult(false);
        }

        try
        {
            lock (_naming)
            {
                var isDue = File.Exists(path) && IsOlder(path, storedBefore);
                if (isDue)
                {
                    File.Delete(path);
                }

                return ValueTask.FromResult(isDue);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>The content's key: of a subject whose own key is damaged, or was, the first chunk tells under which it is. Null where that one cannot be read.</summary>
    private static async ValueTask<byte[]?> FindKeyAsync(FileStream file, byte[] header, IReadOnlyList<KeyOfSubject> keys, SubjectId subject, CancellationToken cancellationToken)
    {
        if (keys is [var only] && only.Subject == subject)
        {
            return BlobCipher.ContentKey(only.Bytes, header);
        }

        var chunk = new byte[BlobCipher.ChunkSize + BlobCipher.TagSize];
        var read = await file.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        file.Position = BlobCipher.HeaderSize;
        return keys.Select(key => BlobCipher.ContentKey(key.Bytes, header)).FirstOrDefault(key => BlobCipher.IsKey(key, header, chunk.AsSpan(0, read)));
    }

    /// <summary>Reads the content to its end into a scratch file and returns the header its ciphertext will have.</summary>
    private async Task<byte[]> SpoolAsync(
        Stream content, long maxSizeBytes, byte[] subjectKey, string scratch, byte[] scratchKey, CancellationToken cancellationToken)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, BlobCipher.ContentMacKey(subjectKey));
        using var file = OpenNew(scratch);
        using var measured = new MeasuredStream(content, maxSizeBytes, mac);
        await BlobCipher.EncryptAsync(
            measured, scratchKey, new byte[BlobCipher.HeaderSize], (bytes, token) => WriteAsync(file, bytes, token), cancellationToken).ConfigureAwait(false);
        return BlobCipher.Header(mac.GetHashAndReset());
    }

    /// <summary>Encrypts the scratch file under the content's own key, syncs the result and returns its name.</summary>
    private async Task<string> EncryptAsync(
        string scratch, byte[] scratchKey, byte[] header, byte[] subjectKey, string aside, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var read = new FileStream(scratch, FileMode.Open, FileAccess.Read, FileShare.None, BufferSize);
        read.Position = BlobCipher.HeaderSize;
        using var content = new BlobReadStream(read, new byte[BlobCipher.HeaderSize], scratchKey, name: null);
        using var file = OpenNew(aside);
        await BlobCipher.EncryptAsync(content, BlobCipher.ContentKey(subjectKey, header), header, (bytes, token) =>
        {
            hash.AppendData(bytes.Span);
            return WriteAsync(file, bytes, token);
        }, cancellationToken).ConfigureAwait(false);
        try
        {
            file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw Unavailable(e);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Gives the synced file its name, durably. A file that has it already holds the same bytes, and is replaced in case it has rotted.</summary>
    private void Publish(string aside, string name)
    {
        try
        {
            var path = PathOf(name)!;
            var folder = Path.GetDirectoryName(path)!;
            DurableDirectory.Create(folder);
            File.SetLastWriteTimeUtc(aside, _time.GetUtcNow().UtcDateTime); // its age counts from now, also when it had its name before
            lock (_naming)
            {
                File.Move(aside, path, overwrite: true);
            }

            DurableDirectory.Sync(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    private FileStream OpenNew(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    private async ValueTask WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw Unavailable(e);
        }
    }

    private void RemoveUnfinished(ILogger logger)
    {
        var files = Directory.GetFiles(_unfinished);
        foreach (var file in files)
        {
            File.Delete(file);
        }

        if (files.Length > 0)
        {
            logger.UnfinishedBlobsRemoved(files.Length, _path);
        }
    }

    private static bool IsOlder(string path, DateTimeOffset time) => File.GetLastWriteTimeUtc(path) < time.UtcDateTime;

    private string Scratch() => Path.Combine(_unfinished, Guid.CreateVersion7(_time.GetUtcNow()).ToString("N"));

    private string? PathOf(string name) =>
        name.Length == NameLength && name.All(char.IsAsciiHexDigitLower) ? Path.Combine(_path, name[..2], name) : null;

    private LogUnavailableException Unavailable(Exception cause) => new($"Blobs cannot be written to {_path}: {cause.Message}", cause);
}
