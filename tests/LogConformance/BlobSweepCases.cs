using System.Text;
using ContactCenter.Storage;

namespace ContactCenter.LogConformance;

/// <summary>What every blob store that can be swept does.</summary>
public static class BlobSweepCases
{
    private static readonly SubjectId One = new(DerivedId.From("subject", "one"));

    /// <summary>The cases by name. Each gets an empty store and lets its clock, <c>time</c>, go on by <c>pass</c>.</summary>
    public static IReadOnlyDictionary<string, Func<IBlobStore, TimeProvider, Action<TimeSpan>, Task>> All { get; } = new Dictionary<string, Func<IBlobStore, TimeProvider, Action<TimeSpan>, Task>>
    {
        ["Blobs are listed by their age"] = async (store, time, pass) =>
        {
            var old = await PutAsync(store, "old");
            pass(TimeSpan.FromHours(1));
            var limit = time.GetUtcNow();
            await PutAsync(store, "young");
            Expect.Same([old], await ListAsync(store, limit), "only what is older than the limit is listed");
            Expect.Equal(2, (await ListAsync(store, limit + TimeSpan.FromHours(1))).Count, "both are older than a later limit");
        },
        ["What is removed is gone and the rest stays"] = async (store, time, pass) =>
        {
            var (gone, stays) = (await PutAsync(store, "gone"), await PutAsync(store, "stays"));
            pass(TimeSpan.FromHours(1));
            Expect.True(await Sweep(store).RemoveAsync(gone, time.GetUtcNow()), "it was there");
            Expect.True(!await Sweep(store).RemoveAsync(gone, time.GetUtcNow()), "it was not there any more");
            Expect.True(await store.OpenAsync(One, gone) is null, "it cannot be opened");
            await using var content = await store.OpenAsync(One, stays);
            Expect.True(content is not null, "the other can");
        },
        ["Content stored again is young again"] = async (store, time, pass) =>
        {
            var blob = await PutAsync(store, "content");
            pass(TimeSpan.FromHours(1));
            var limit = time.GetUtcNow();
            pass(TimeSpan.FromSeconds(1));
            Expect.Equal(blob, await PutAsync(store, "content"), "the same content has the same name");
            Expect.Equal(0, (await ListAsync(store, limit)).Count, "it is not listed any more");
            Expect.True(!await Sweep(store).RemoveAsync(blob, limit), "whoever has listed it before cannot remove it");
            await using var content = await store.OpenAsync(One, blob);
            Expect.True(content is not null, "it is there");
        },
        ["What nobody knows is not removed"] = async (store, time, pass) =>
            Expect.True(!await Sweep(store).RemoveAsync(new BlobId(new string('a', 64)), time.GetUtcNow()), "there is no such blob"),
    };

    private static IBlobSweep Sweep(IBlobStore store) => (IBlobSweep)store;

    private static ValueTask<BlobId> PutAsync(IBlobStore store, string content) => store.PutAsync(One, new MemoryStream(Encoding.UTF8.GetBytes(content)), 1_000);

    private static async Task<List<BlobId>> ListAsync(IBlobStore store, DateTimeOffset before)
    {
        var all = new List<BlobId>();
        await foreach (var blob in Sweep(store).ListAsync(before))
        {
            all.Add(blob);
        }

        return all;
    }
}
