using ContactCenter.Storage;

namespace ContactCenter.Testing.Conformance;

/// <summary>What every store of recordings does. A case gets an empty store.</summary>
public static class RecordingStoreConformance
{
    private static readonly RecordingId One = new(DerivedId.From("recording", "one"));
    private static readonly RecordingId Two = new(DerivedId.From("recording", "two"));

    /// <summary>The cases.</summary>
    public static IReadOnlyList<ConformanceCase<IRecordingStore>> All { get; } =
    [
        new("What was appended is read while it grows and when it is ended", GrowsAsync),
        new("It is read from anywhere", IsSoughtAsync),
        new("Ending cuts what is too much, and ending again changes nothing", IsCutAsync),
        new("What was left under way is found until it is ended", IsFoundAsync),
        new("What is removed is gone, ended or not, and the rest stays", IsRemovedAsync),
        new("No recording is begun twice, and none is ended that is not there or too short", RefusesAsync),
    ];

    private static async Task GrowsAsync(IRecordingStore store)
    {
        await using (var file = await store.CreateAsync(One))
        {
            Expect.Equal(0, (await ReadAsync(store, One)).Length, "bytes of one that begins");
            await file.AppendAsync(Bytes(0, 10));
            await using var early = await store.OpenAsync(One) ?? throw new ConformanceException("It cannot be opened while it grows.");
            await file.AppendAsync(Bytes(10, 100_000));
            Expect.Same(Bytes(0, 10).ToArray(), await TakeAsync(early, 10), "the beginning, by who came early");
            Expect.Same(Bytes(0, 100_010).ToArray(), await ReadAsync(store, One), "all while it grows");
        }

        await store.FinishAsync(One, 100_010);
        Expect.Same(Bytes(0, 100_010).ToArray(), await ReadAsync(store, One), "all once it is ended");
    }

    private static async Task IsSoughtAsync(IRecordingStore store)
    {
        await KeepAsync(store, One, 5_000);
        await using var content = await store.OpenAsync(One) ?? throw new ConformanceException("It cannot be opened.");
        Expect.True(content.CanSeek, "it can be sought in");
        foreach (var at in (int[])[4_999, 0, 17, 4_000])
        {
            content.Position = at;
            Expect.Same(Bytes(at, 1).ToArray(), await TakeAsync(content, 1), $"the byte at {at}");
        }
    }

    private static async Task IsCutAsync(IRecordingStore store)
    {
        await KeepAsync(store, One, 1_000);
        await store.FinishAsync(One, 700);
        Expect.Same(Bytes(0, 700).ToArray(), await ReadAsync(store, One), "what is left");
        await store.FinishAsync(One, 300);
        Expect.Equal(700, (await ReadAsync(store, One)).Length, "bytes after it was ended again");
    }

    private static async Task IsFoundAsync(IRecordingStore store)
    {
        await KeepAsync(store, One, 10);
        await KeepAsync(store, Two, 20);
        Expect.Same(new[] { One, Two }.OrderBy(static r => r.Value), (await UnfinishedAsync(store)).OrderBy(static r => r.Value), "under way");
        await store.FinishAsync(One, 10);
        Expect.Same([Two], await UnfinishedAsync(store), "under way after one was ended");
    }

    private static async Task IsRemovedAsync(IRecordingStore store)
    {
        await KeepAsync(store, One, 10);
        await KeepAsync(store, Two, 20);
        await store.FinishAsync(One, 10);
        await using var open = await store.OpenAsync(One);
        Expect.True(await store.RemoveAsync(One), "it was there");
        Expect.True(!await store.RemoveAsync(One), "it is gone already");
        Expect.True(await store.OpenAsync(One) is null, "it cannot be opened");
        Expect.Same(Bytes(0, 10).ToArray(), await TakeAsync(open!, 10), "what is read on");
        Expect.Equal(20, (await ReadAsync(store, Two)).Length, "bytes of the other");
        Expect.True(await store.RemoveAsync(Two), "one under way was there");
        Expect.Equal(0, (await UnfinishedAsync(store)).Count, "under way");
    }

    private static async Task RefusesAsync(IRecordingStore store)
    {
        await Expect.ThrowsAsync<InvalidOperationException>(async () => await store.FinishAsync(One, 0), "one that is not there");
        await KeepAsync(store, One, 10);
        await Expect.ThrowsAsync<InvalidOperationException>(async () => await store.CreateAsync(One), "one that is under way");
        await Expect.ThrowsAsync<InvalidOperationException>(async () => await store.FinishAsync(One, 11), "one that is shorter");
        await store.FinishAsync(One, 10);
        await Expect.ThrowsAsync<InvalidOperationException>(async () => await store.CreateAsync(One), "one that is ended");
    }

    private static async Task KeepAsync(IRecordingStore store, RecordingId recording, int size)
    {
        await using var file = await store.CreateAsync(recording);
        await file.AppendAsync(Bytes(0, size));
    }

    private static async Task<IReadOnlyList<RecordingId>> UnfinishedAsync(IRecordingStore store)
    {
        var found = new List<RecordingId>();
        await foreach (var recording in store.ListUnfinishedAsync())
        {
            found.Add(recording);
        }

        return found;
    }

    private static async Task<byte[]> ReadAsync(IRecordingStore store, RecordingId recording)
    {
        await using var content = await store.OpenAsync(recording) ?? throw new ConformanceException("It cannot be opened.");
        return await TakeAsync(content, (int)content.Length);
    }

    private static async Task<byte[]> TakeAsync(Stream content, int count)
    {
        var bytes = new byte[count];
        await content.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static ReadOnlyMemory<byte> Bytes(int from, int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)((from + i) * 31 >> 3);
        }

        return bytes;
    }
}
