using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using StoredLog = ContactCenter.Audit.Tests.Verification.LogVerifierTests.StoredLog;

namespace ContactCenter.Audit.Tests.Verification;

/// <summary>Every single bit of a signed log of 64 entries in 22 batches of one to five.</summary>
public sealed class EveryBitTests
{
    private static readonly LogId Log = new("acme");

    [Fact]
    public async Task Of_every_entry_is_found_in_its_batch()
    {
        var (honest, _, head) = await MakeAsync();
        var options = new LogVerificationOptions { Heads = [head], Processors = 1 };

        await ForEachBitAsync(honest.Entries.Count, i => honest.Entries[i].Bytes, async (position, bit, bytes) =>
        {
            var log = Copy(honest);
            log.Entries[position] = log.Entries[position] with { Bytes = bytes };
            var fault = (await LogVerifier.VerifyAsync(log, options)).Fault.ShouldNotBeNull($"entry {position}, bit {bit}");
            var batch = honest.Records.Select(static r => CommitRecord.Decode(r.Bytes.Span)).Single(r => r.First.Value <= position && position < r.First.Value + r.Count);
            (fault.First >= batch.First && fault.First.Value <= position && position <= fault.Last.Value && fault.Last.Value < batch.First.Value + batch.Count)
                .ShouldBeTrue($"entry {position}, bit {bit}: {fault}");
        });
    }

    [Fact]
    public async Task Of_every_commit_record_is_found_at_it_or_at_the_next()
    {
        var (honest, _, head) = await MakeAsync();
        var options = new LogVerificationOptions { Heads = [head], Processors = 1 };

        await ForEachBitAsync(honest.Records.Count, i => honest.Records[i].Bytes, async (number, bit, bytes) =>
        {
            var log = Copy(honest);
            log.Records[number] = log.Records[number] with { Bytes = bytes };
            var fault = (await LogVerifier.VerifyAsync(log, options)).Fault.ShouldNotBeNull($"record {number}, bit {bit}");
            var first = CommitRecord.Decode(honest.Records[number].Bytes.Span).First.Value;
            var next = CommitRecord.Decode(honest.Records[Math.Min(number + 1, honest.Records.Count - 1)].Bytes.Span);
            (first <= fault.First.Value && fault.First.Value <= next.First.Value + next.Count).ShouldBeTrue($"record {number}, bit {bit}: {fault}");
            (fault.Cause.Contains($"ommit record {number}", StringComparison.Ordinal) || fault.Cause.Contains($"ommit record {number + 1}", StringComparison.Ordinal))
                .ShouldBeTrue($"record {number}, bit {bit}: {fault}");
        });
    }

    [Fact]
    public async Task Of_every_signature_is_found_at_its_record()
    {
        var (honest, key, _) = await MakeAsync();
        var before = new LogVerificationState?[honest.Records.Count]; // what a verification has reached before each record
        for (var number = 1; number < before.Length; number++)
        {
            var (at, first) = (number, (int)CommitRecord.Decode(honest.Records[number].Bytes.Span).First.Value);
            var part = honest with { Records = honest.Records[..number], Entries = honest.Entries[..first] };
            await LogVerifier.VerifyAsync(part, new LogVerificationOptions { Key = key, Progress = new Reached(state => before[at] = state) });
        }

        await ForEachBitAsync(honest.Records.Count, i => honest.Records[i].Signature, async (number, bit, bytes) =>
        {
            var log = Copy(honest);
            log.Records[number] = log.Records[number] with { Signature = bytes };
            var fault = (await LogVerifier.VerifyAsync(log, new LogVerificationOptions { Key = key, Processors = 1, From = before[number] })).Fault.ShouldNotBeNull($"signature {number}, bit {bit}");
            fault.Cause.ShouldStartWith($"The signature of commit record {number} is not one of");
        });
    }

    private static async Task ForEachBitAsync(int count, Func<int, ReadOnlyMemory<byte>> part, Func<int, int, byte[], Task> check)
    {
        var bits = Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, part(i).Length * 8).Select(bit => (Part: i, Bit: bit))).ToList();
        bits.Count.ShouldBeGreaterThan(5_000);
        await Parallel.ForEachAsync(bits, async (flip, _) =>
        {
            var bytes = part(flip.Part).ToArray();
            bytes[flip.Bit / 8] ^= (byte)(1 << (flip.Bit % 8));
            await check(flip.Part, flip.Bit, bytes);
        });
    }

    private static StoredLog Copy(StoredLog log) => log with { Entries = [.. log.Entries], Records = [.. log.Records] };

    private static async Task<(StoredLog Log, LogKey Key, Checkpoint Head)> MakeAsync()
    {
        using var signer = EcdsaLogSigner.Create("cc.example.com");
        var store = new MemoryLogStore(Log);
        await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { Signer = signer }, TimeProvider.System);
        for (int i = 0, size = 1; i < 64; i += size, size = Math.Min(1 + (size % 5), 64 - i))
        {
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, size).Select(static n => SampleEntries.Entry(n))]));
        }

        var stored = new StoredLog(Log, [.. await store.ReadAsync(LogPosition.Start, 100, default)], [.. await store.ReadRecordsAsync(0, 100, default)], []);
        stored.Entries.Count.ShouldBe(64);
        return (stored, new LogKey(signer.Name, signer.PublicKey.Span), log.Checkpoint);
    }

    private sealed class Reached(Action<LogVerificationState> tell) : IProgress<LogVerificationState>
    {
        public void Report(LogVerificationState value) => tell(value);
    }
}
