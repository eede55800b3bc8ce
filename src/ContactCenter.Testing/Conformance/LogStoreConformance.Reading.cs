using ContactCenter.Audit;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing.Conformance;

/// <content>What is read beneath the log: tiles, proofs, signatures, single positions.</content>
public static partial class LogStoreConformance
{
    private static async Task ProofsAsync(LogStoreSubject subject)
    {
        var heads = new List<Checkpoint>();
        for (var round = 0; round < 3; round++)
        {
            await using var log = await OpenAsync(subject.Make());
            await FillAsync(log, round * 430, 430);
            heads.Add(log.Checkpoint);
        }

        var store = subject.Make();
        await using var last = await OpenAsync(store);
        var tiles = await store.ReadTilesAsync(0, 0, 100, default);
        Expect.Same([0L, 1, 2, 3, 4], tiles.Select(static t => t.Index), "full tiles");
        Expect.Same([3L, 4], (await store.ReadTilesAsync(0, 3, 100, default)).Select(static t => t.Index), "tiles from the third on");
        Expect.Same([], (await store.ReadTilesAsync(1, 0, 100, default)).Select(static t => t.Index), "full tiles of the next level");
        var (prover, newest) = (new LogProver(store), heads[^1]);
        foreach (var position in (long[])[0, 255, 256, 429, 430, 1_279, 1_289])
        {
            var entry = (await store.ReadAsync(new LogPosition(position), 1, default))[0];
            var proof = await prover.InclusionAsync(entry.Position, newest.Size);
            Expect.True(MerkleProof.IsIncluded(MerkleHash.Leaf(entry.Bytes.Span), position, newest.Size, newest.Root.Span, proof), $"entry {position} is proved");
        }

        foreach (var older in heads)
        {
            var proof = await prover.ConsistencyAsync(older.Size, newest.Size);
            Expect.True(MerkleProof.IsConsistent(older.Size, older.Root.Span, newest.Size, newest.Root.Span, proof), $"the head of {older.Size} is a beginning of the last");
        }
    }

    private static async Task TilesAgainAsync(LogStoreSubject subject)
    {
        await using (var log = await OpenAsync(subject.Make()))
        {
            await FillAsync(log, 0, 600);
        }

        await using (var store = subject.Make())
        {
            await store.OpenAsync(default);
            var tiles = await store.ReadTilesAsync(0, 0, 10, default);
            store.WriteTiles(tiles);
            store.WriteTiles([tiles[0] with { Hashes = new byte[tiles[0].Hashes.Length] }]);
            Expect.True((await store.ReadTilesAsync(0, 0, 10, default)).Zip(tiles, static (a, b) => a.Hashes.Span.SequenceEqual(b.Hashes.Span)).All(static same => same), "tiles are as they were");
        }

        Expect.Equal(600, (await VerifiedAsync(subject)).Length, "entries");
    }

    private static async Task SignaturesAsync(LogStoreSubject subject)
    {
        using var signer = EcdsaLogSigner.Create("cc.example.com");
        var store = subject.Make();
        await using var log = await OpenAsync(store, new AuditLogOptions { Signer = signer });
        await FillAsync(log, 0, 50);
        var verified = await LogVerifier.VerifyAsync(store, new LogVerificationOptions { Key = new LogKey(signer.Name, signer.PublicKey.Span) });
        Expect.Equal(null, verified.Fault, "the fault found with the key");
        var records = await store.ReadRecordsAsync(2, 3, default);
        Expect.Same([2L, 3, 4], records.Select(static r => r.Number), "records from the second on");
        Expect.True(records.All(static r => !r.Signature.IsEmpty), "signatures are kept");
    }

    private static async Task KeyChangeAsync(LogStoreSubject subject)
    {
        using var old = EcdsaLogSigner.Create("cc.example.com");
        using var next = EcdsaLogSigner.Create("cc.example.com");
        await using (var log = await OpenAsync(subject.Make(), new AuditLogOptions { Signer = old }))
        {
            await FillAsync(log, 0, 50);
        }

        var refusal = await Expect.ThrowsAsync<LogUnavailableException>(async () => await OpenAsync(subject.Make(), new AuditLogOptions { Signer = next }), "opening with another key");
        Expect.True(refusal.Code is not null, "a key that nobody handed over to is refused with a code");
        var store = subject.Make();
        await using var again = await OpenAsync(store, new AuditLogOptions { Signer = next, PreviousSigners = [old] });
        await FillAsync(again, 50, 50);
        foreach (var signer in (EcdsaLogSigner[])[old, next])
        {
            var verified = await LogVerifier.VerifyAsync(store, new LogVerificationOptions { Key = new LogKey(signer.Name, signer.PublicKey.Span) });
            Expect.Equal(null, verified.Fault, "the fault found with either key");
        }
    }

    private static async Task FindsAllAsync(LogStoreSubject subject)
    {
        const int entries = 6_000, page = 700;
        var store = subject.Make();
        await using var log = await OpenAsync(store);
        await FillAsync(log, 0, entries); // some of it in an index behind the log, some not yet
        var (from, to) = (SampleEntries.Start.AddSeconds(1_000), SampleEntries.Start.AddSeconds(5_000));
        foreach (var query in (LogQuery[])[new() { Kind = "message.received" }, new() { From = from, To = to }, new() { Kind = "message.received", To = to, Descending = true }])
        {
            var found = new List<long>();
            IReadOnlyList<long> last;
            do
            {
                var next = found.Count == 0 ? query.Descending ? entries : 0 : found[^1] + (query.Descending ? 0 : 1);
                last = await store.FindAsync(query, new LogPosition(next), page, default);
                found.AddRange(last);
            }
            while (last.Count == page);
            Expect.Same(query.Descending ? found.Distinct().OrderDescending() : found.Distinct().Order(), found, "the order of positions");
            var matching = Enumerable.Range(0, entries).Where(n => (query.From is null || n >= 1_000) && (query.To is null || n < 5_000)).Select(static n => (long)n);
            Expect.Equal(0, matching.Except(found).Count(), "matching entries that were not found");
        }
    }

    private static async Task ReadsAtAsync(LogStoreSubject subject)
    {
        var store = subject.Make();
        await using var log = await OpenAsync(store);
        await FillAsync(log, 0, 100);
        Expect.Same([70L, 3, 99], (await store.ReadAtAsync([70, 3, 99], default)).Select(static e => e.Position.Value), "positions");
        Expect.Same([97L, 98, 99], (await store.ReadAsync(new LogPosition(97), 10, default)).Select(static e => e.Position.Value), "the end");
        Expect.Equal(0, (await store.ReadAsync(new LogPosition(100), 10, default)).Count, "beyond the end");
    }

    private static async Task ReadsOnAsync(LogStoreSubject subject)
    {
        var store = subject.Make();
        await using var old = await OpenAsync(store);
        await FillAsync(old, 0, 30);
        await ((IReleasable)old).ReleaseAsync();
        await using var next = await OpenAsync(subject.Make());
        await FillAsync(next, 30, 30);
        Expect.Same(Enumerable.Range(0, 30), await old.ReadAsync(LogPosition.Start).NumbersAsync(), "what the old one reads");
        Expect.Same(Enumerable.Range(0, 30), await old.QueryAsync(new LogQuery { Kind = "message.received" }).NumbersAsync(), "what the old one finds");
        Expect.Same(Enumerable.Range(0, 60), await next.ReadAsync(LogPosition.Start).NumbersAsync(), "what the new one reads");
    }
}
