using System.Text;
using ContactCenter.Storage;

namespace ContactCenter.Testing.Conformance;

/// <summary>A blob store that is tried.</summary>
/// <param name="Store">The store, empty; swept where it is an <see cref="IBlobSweep"/>, which the cases take for granted.</param>
/// <param name="Time">Its clock.</param>
/// <param name="Pass">Lets the clock go on.</param>
public sealed record BlobStoreSubject(IBlobStore Store, TimeProvider Time, Action<TimeSpan> Pass);

/// <summary>What every blob store that can be swept does.</summary>
public static class BlobStoreConformance
{
    private const int Limit = 200_000;

    private static readonly SubjectId One = new(DerivedId.From("subject", "one"));
    private static readonly SubjectId Two = new(DerivedId.From("subject", "two"));

    /// <summary>The cases. Each needs an empty store.</summary>
    public static IReadOnlyList<ConformanceCase<BlobStoreSubject>> All { get; } =
    [
        new("Content comes back as it was, of any size", ComesBackAsync),
        new("The same content of the same subject is stored once, of another apart", IsStoredOnceAsync),
        new("More than allowed is refused and leaves nothing behind", RefusesMoreAsync),
        new("What was cancelled or broke off leaves nothing behind", LeavesNothingBehindAsync),
        new("Blobs are listed by their age", ListsByAgeAsync),
        new("What is removed is gone and the rest stays", RemovesAsync),
        new("Content stored again is young again", IsYoungAgainAsync),
        new("What nobody knows is not removed and not opened", KnowsItsOwnAsync),
    ];

    private static async Task ComesBackAsync(BlobStoreSubject subject)
    {
        var random = new Random(1);
        foreach (var size in new[] { 0, 1, 4_096, 65_535, 65_536, 65_537, Limit })
        {
            var content = new byte[size];
            random.NextBytes(content);
            var blob = await subject.Store.PutAsync(One, new MemoryStream(content), Limit);
            Expect.True((await ReadAsync(subject.Store, One, blob)).AsSpan().SequenceEqual(content), $"{size} bytes come back as they were");
        }
    }

    private static async Task IsStoredOnceAsync(BlobStoreSubject subject)
    {
        var blobs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await PutAsync(subject.Store, "content"))));
        Expect.Equal(1, blobs.Distinct().Count(), "names of content stored eight times at once");
        var other = await subject.Store.PutAsync(Two, new MemoryStream("content"u8.ToArray()), Limit);
        Expect.True(other != blobs[0], "another subject's has another name");
        await NobodyReadsAnothersAsync(subject.Store, blobs[0]);
        Expect.Equal(2, (await ListAsync(subject.Store, subject.Time.GetUtcNow().AddHours(1))).Count, "blobs");
    }

    /// <summary>A store whose names are the same for all subjects finds the key wrong while it reads.</summary>
    private static async Task NobodyReadsAnothersAsync(IBlobStore store, BlobId onesBlob)
    {
        try
        {
            await using var content = await store.OpenAsync(Two, onesBlob);
            Expect.True(content is null || await content.ReadAsync(new byte[1]) < 0, "nobody reads another subject's");
        }
        catch (InvalidDataException)
        {
            // Nobody does.
        }
    }

    private static async Task RefusesMoreAsync(BlobStoreSubject subject)
    {
        await Expect.ThrowsAsync<InvalidDataException>(async () => await subject.Store.PutAsync(One, new MemoryStream(new byte[101]), 100), "101 bytes where 100 are allowed");
        await subject.Store.PutAsync(One, new MemoryStream(new byte[100]), 100);
        Expect.Equal(1, (await ListAsync(subject.Store, subject.Time.GetUtcNow().AddHours(1))).Count, "blobs");
    }

    private static async Task LeavesNothingBehindAsync(BlobStoreSubject subject)
    {
        await Expect.ThrowsAsync<IOException>(async () => await subject.Store.PutAsync(One, new BreakingStream(), Limit), "content that breaks off");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Expect.ThrowsAsync<OperationCanceledException>(async () => await subject.Store.PutAsync(One, new MemoryStream(new byte[70_000]), Limit, cancelled.Token), "cancelled");
        Expect.Equal(0, (await ListAsync(subject.Store, subject.Time.GetUtcNow().AddHours(1))).Count, "blobs");
    }

    private static async Task ListsByAgeAsync(BlobStoreSubject subject)
    {
        var old = await PutAsync(subject.Store, "old");
        subject.Pass(TimeSpan.FromHours(1));
        var limit = subject.Time.GetUtcNow();
        await PutAsync(subject.Store, "young");
        Expect.Same([old], await ListAsync(subject.Store, limit), "only what is older than the limit is listed");
        Expect.Equal(2, (await ListAsync(subject.Store, limit + TimeSpan.FromHours(1))).Count, "both are older than a later limit");
    }

    private static async Task RemovesAsync(BlobStoreSubject subject)
    {
        var (gone, stays) = (await PutAsync(subject.Store, "gone"), await PutAsync(subject.Store, "stays"));
        subject.Pass(TimeSpan.FromHours(1));
        Expect.True(await Sweep(subject.Store).RemoveAsync(gone, subject.Time.GetUtcNow()), "it was there");
        Expect.True(!await Sweep(subject.Store).RemoveAsync(gone, subject.Time.GetUtcNow()), "it was not there any more");
        Expect.True(await subject.Store.OpenAsync(One, gone) is null, "it cannot be opened");
        Expect.Equal("stays", Encoding.UTF8.GetString(await ReadAsync(subject.Store, One, stays)), "the other can");
    }

    private static async Task IsYoungAgainAsync(BlobStoreSubject subject)
    {
        var blob = await PutAsync(subject.Store, "content");
        subject.Pass(TimeSpan.FromHours(1));
        var limit = subject.Time.GetUtcNow();
        subject.Pass(TimeSpan.FromSeconds(1));
        Expect.Equal(blob, await PutAsync(subject.Store, "content"), "the same content has the same name");
        Expect.Equal(0, (await ListAsync(subject.Store, limit)).Count, "it is not listed any more");
        Expect.True(!await Sweep(subject.Store).RemoveAsync(blob, limit), "whoever has listed it before cannot remove it");
        Expect.Equal("content", Encoding.UTF8.GetString(await ReadAsync(subject.Store, One, blob)), "it is there");
    }

    private static async Task KnowsItsOwnAsync(BlobStoreSubject subject)
    {
        var nobodys = new BlobId(new string('a', 64));
        Expect.True(!await Sweep(subject.Store).RemoveAsync(nobodys, subject.Time.GetUtcNow()), "there is no such blob to remove");
        Expect.True(await subject.Store.OpenAsync(One, nobodys) is null, "there is no such blob to open");
    }

    private static IBlobSweep Sweep(IBlobStore store) => (IBlobSweep)store;

    private static ValueTask<BlobId> PutAsync(IBlobStore store, string content) => store.PutAsync(One, new MemoryStream(Encoding.UTF8.GetBytes(content)), Limit);

    private static async Task<byte[]> ReadAsync(IBlobStore store, SubjectId subject, BlobId blob)
    {
        await using var content = await store.OpenAsync(subject, blob) ?? throw new ConformanceException($"The blob {blob} is not there.");
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static async Task<List<BlobId>> ListAsync(IBlobStore store, DateTimeOffset before) => await Sweep(store).ListAsync(before).ToListAsync();

    /// <summary>Content whose source fails after a while.</summary>
    private sealed class BreakingStream : MemoryStream
    {
        private int _left = 100_000;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _left);
            _left -= count;
            return count > 0 ? count : throw new IOException("The source broke off.");
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    }
}
