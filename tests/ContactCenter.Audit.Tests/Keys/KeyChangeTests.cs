using ContactCenter.Audit.Tests.Sequencing;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Tests.Keys;

/// <summary>A log whose signing key is changed: who may, what stands in the log, and who is found out.</summary>
public sealed class KeyChangeTests : IDisposable
{
    private const string Name = "cc.example.com";

    private static readonly LogId Log = new("acme");

    private readonly EcdsaLogSigner[] _signers = [.. Enumerable.Range(0, 4).Select(static _ => EcdsaLogSigner.Create(Name))];
    private readonly MemoryLogStore _store = new(Log);

    [Fact]
    public async Task The_old_key_hands_over_in_a_record_of_its_own_and_any_key_verifies_everything()
    {
        await RunAsync(_store, 0);
        await RunAsync(_store, 1, 0);
        await RunAsync(_store, 1);
        await RunAsync(_store, 2, 0, 1);

        foreach (var signer in _signers[..3])
        {
            (await VerifyAsync(_store, signer)).ShouldBeNull();
        }

        (await VerifyAsync(_store, _signers[3])).ShouldNotBeNull().First.Value.ShouldBe(0);
        var keys = await LogKeys.FollowAsync(_store, Key(_signers[1]));
        keys.HandOvers.Select(static h => h.Number).ShouldBe([2, 7]);
        (keys.First.Id, keys.Last.Id, keys.Fault).ShouldBe((Key(_signers[0]).Id, Key(_signers[2]).Id, null));
        (keys.Signing(2).Id, keys.Signing(3).Id, keys.Signing(7).Id, keys.Signing(8).Id).ShouldBe((Key(_signers[0]).Id, Key(_signers[1]).Id, Key(_signers[1]).Id, Key(_signers[2]).Id));
    }

    [Fact]
    public async Task Another_key_behind_a_signed_log_is_refused_and_nothing_is_written()
    {
        await RunAsync(_store, 0);
        var before = (await _store.ReadRecordsAsync(0, 100, default)).Count;

        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => RunAsync(_store, 1));
        var stranger = await Should.ThrowAsync<LogUnavailableException>(() => RunAsync(_store, 1, 2));

        (refusal.Code, stranger.Code).ShouldBe(("CC1016", "CC1016"));
        refusal.Message.ShouldContain($"Log 'acme' was signed with another key than that of 'cc.example.com' ({Key(_signers[1]).Id:x8})");
        (await _store.ReadRecordsAsync(0, 100, default)).Count.ShouldBe(before);
        await RunAsync(_store, 0);
        (await VerifyAsync(_store, _signers[0])).ShouldBeNull();
    }

    [Fact]
    public async Task A_signed_log_does_not_go_on_unsigned()
    {
        await FillAsync(_store, new AuditLogOptions());
        await FillAsync(_store, new AuditLogOptions()); // one that never was signed goes on so
        await RunAsync(_store, 0);
        var count = (await _store.ReadRecordsAsync(0, 100, default)).Count;

        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => FillAsync(_store, new AuditLogOptions()));

        refusal.Code.ShouldBe("CC1016");
        refusal.Message.ShouldContain($"Log 'acme' is signed, at last in commit record {count - 1}, and it was opened without a signer");
        (await _store.ReadRecordsAsync(0, 100, default)).Count.ShouldBe(count);
        await RunAsync(_store, 0);
    }

    [Fact]
    public async Task Behind_what_went_on_unsigned_the_last_signed_record_says_whose_the_log_is()
    {
        await RunAsync(_store, 0);
        await RunAsync(_store, 1, 0);
        var unsigned = new FaultyStore(_store) { Alters = static batch => batch with { Signature = default } }; // as builds before did
        await using (var log = await AuditLog.OpenAsync(unsigned, Options(1), TimeProvider.System))
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry((int)log.Head.Value)));
        }

        var count = (await _store.ReadRecordsAsync(0, 100, default)).Count;
        foreach (var refused in (AuditLogOptions[])[new(), Options(2), Options(0)])
        {
            (await Should.ThrowAsync<LogUnavailableException>(() => FillAsync(_store, refused))).Code.ShouldBe("CC1016");
        }

        (await _store.ReadRecordsAsync(0, 100, default)).Count.ShouldBe(count);
        await RunAsync(_store, 1);
        await RunAsync(_store, 2, 1);
    }

    [Fact]
    public async Task The_last_signed_record_of_a_long_log_is_found_in_a_few_reads()
    {
        (long From, long To, long Count, long Found)[] logs =
        [
            (0, 10_000_000, 10_000_000, 9_999_999), (0, 0, 10_000_000, -1), (9_998_976, 9_998_977, 10_000_000, 9_998_976), (5_000_000, 7_500_000, 10_000_000, 7_499_999),
            (0, 10, 10_000_000, 9), (0, 3, 5, 2), (2, 3, 4, 2), (0, 0, 1, -1), (0, 1_025, 2_049, 1_024), (1_000, 2_024, 3_048, 2_023),
        ];
        foreach (var (from, to, count, found) in logs)
        {
            var log = new LongLog(count, number => number >= from && number < to);

            ((await SignedRecords.FindLastAsync(log, count - 1, default))?.Number ?? -1).ShouldBe(found, $"{from} to {to} of {count}");
            log.Read.ShouldBeLessThan(1_100);
        }
    }

    [Fact]
    public async Task The_replaced_key_cannot_go_on()
    {
        await RunAsync(_store, 0);
        await RunAsync(_store, 1, 0);

        (await Should.ThrowAsync<LogUnavailableException>(() => RunAsync(_store, 0))).Code.ShouldBe("CC1016");
    }

    [Fact]
    public async Task A_log_that_ends_with_the_hand_over_goes_on_under_the_new_key()
    {
        await RunAsync(_store, 0);
        var dying = new FaultyStore(_store) { FailsAfter = static batch => batch.Record.HandOver is not null };
        await Should.ThrowAsync<LogUnavailableException>(async () => await AuditLog.OpenAsync(dying, Options(1, 0), TimeProvider.System));
        CommitRecord.IsHandOver((await _store.ReadRecordsAsync(0, 100, default))[^1].Bytes.Span).ShouldBeTrue("the process died between the hand-over and the opening");

        (await Should.ThrowAsync<LogUnavailableException>(() => RunAsync(_store, 0))).Code.ShouldBe("CC1016");
        await RunAsync(_store, 1);

        (await VerifyAsync(_store, _signers[0])).ShouldBeNull();
        (await LogKeys.FollowAsync(_store, Key(_signers[0]))).HandOvers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Foreign_signers_change_keys_as_files_do()
    {
        var (old, next) = (new Module(_signers[0]), new Module(_signers[1]));
        await FillAsync(_store, new AuditLogOptions { Signer = old });
        await FillAsync(_store, new AuditLogOptions { Signer = next, PreviousSigners = [old] });

        (await VerifyAsync(_store, _signers[0])).ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signer_that_signs_with_another_key_than_it_says_leaves_no_hand_over_behind(bool isTheOldOne)
    {
        await RunAsync(_store, 0);
        var count = (await _store.ReadRecordsAsync(0, 100, default)).Count;
        var liar = new Module(_signers[isTheOldOne ? 0 : 1], _signers[3]);

        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => FillAsync(
            _store, isTheOldOne ? new AuditLogOptions { Signer = _signers[1], PreviousSigners = [liar] } : new AuditLogOptions { Signer = liar, PreviousSigners = [_signers[0]] }));

        refusal.Message.ShouldContain("does not sign with the key it says it has");
        (await _store.ReadRecordsAsync(0, 100, default)).Count.ShouldBe(count);
    }

    [Fact]
    public async Task A_change_keeps_the_name()
    {
        using var other = EcdsaLogSigner.Create("other.example.com");

        (await Should.ThrowAsync<ArgumentException>(() => FillAsync(_store, new AuditLogOptions { Signer = _signers[0], PreviousSigners = [other] }))).Message.ShouldContain("a change of the key keeps the name");
    }

    [Fact]
    public async Task Every_bit_of_a_hand_over_and_its_signature_counts()
    {
        await RunAsync(_store, 0);
        await RunAsync(_store, 1, 0);
        var records = (await _store.ReadRecordsAsync(0, 100, default)).ToList();
        var at = records.FindIndex(static r => CommitRecord.IsHandOver(r.Bytes.Span));
        var (bytes, signature) = (records[at].Bytes.ToArray(), records[at].Signature.ToArray());
        var missed = new List<string>();
        for (var bit = 0; bit < 8 * (bytes.Length + signature.Length); bit++)
        {
            byte[] flipped = [.. bytes, .. signature];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var altered = new Altered(_store, at, new StoredRecord(records[at].Number, flipped.AsMemory(0, bytes.Length), flipped.AsMemory(bytes.Length)));
            var fault = (await LogVerifier.VerifyAsync(altered, new LogVerificationOptions { Key = Key(_signers[bit % 2]), Processors = 1 })).Fault;
            if (fault is null)
            {
                missed.Add($"bit {bit}");
            }
        }

        missed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_the_old_key_signed_after_the_change_is_told_as_such()
    {
        await RunAsync(_store, 0);
        await RunAsync(_store, 1, 0);
        var records = (await _store.ReadRecordsAsync(0, 100, default)).ToList();
        var last = records[^1];
        var forged = new Altered(_store, records.Count - 1, last with { Signature = _signers[0].SignHash(CommitRecord.Hash(last.Bytes.Span)) });

        var fault = (await LogVerifier.VerifyAsync(forged, new LogVerificationOptions { Key = Key(_signers[0]) })).Fault.ShouldNotBeNull();

        fault.First.ShouldBe(CommitRecord.Decode(last.Bytes.Span).First);
        fault.Cause.ShouldContain("which was replaced in commit record 2: whoever has the old key wrote it after the change");
    }

    [Fact]
    public async Task Changes_are_found_in_a_few_reads_as_by_reading_everything()
    {
        var seed = 0;
        foreach (int[] lives in (int[][])[[0], [0, 0], [0, 1], [-1, 0], [-1, -1, 0, 1], [0, 1, 1, 2, 3], [0, 1, 2, 2, 2, 3, 3]])
        {
            var store = new MemoryLogStore(Log);
            var random = new Random(seed++);
            for (var i = 0; i < lives.Length; i++)
            {
                var options = lives[i] < 0 ? new AuditLogOptions() : Options(lives[i], [.. Enumerable.Range(0, lives[i])]);
                await FillAsync(store, options, batches: random.Next(0, 12));
            }

            var last = (await store.ReadRecordsAsync(0, 1_000, default))[^1].Number;
            var (all, _) = await HandOvers.ReadAsync(store, long.MaxValue, default);
            var found = await HandOvers.FindAsync(store, Key(_signers[lives[^1]]), last, default);

            found.Select(static h => h.Number).ShouldBe(all.Select(static h => h.Number), string.Join(',', lives));
        }
    }

    public void Dispose() => Array.ForEach(_signers, static s => s.Dispose());

    private static LogKey Key(EcdsaLogSigner signer) => new(Name, signer.PublicKey.Span);

    private AuditLogOptions Options(int signer, params int[] before) => new() { Signer = _signers[signer], PreviousSigners = [.. before.Select(b => _signers[b])] };

    private Task RunAsync(MemoryLogStore store, int signer, params int[] before) => FillAsync(store, Options(signer, before));

    private static async Task FillAsync(MemoryLogStore store, AuditLogOptions options, int batches = 1)
    {
        await using var log = await AuditLog.OpenAsync(store, options, TimeProvider.System);
        for (var i = 0; i < batches; i++)
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry((int)log.Head.Value)));
        }
    }

    private static async Task<LogFault?> VerifyAsync(ILogReader log, EcdsaLogSigner given) => (await LogVerifier.VerifyAsync(log, new LogVerificationOptions { Key = Key(given) })).Fault;

    /// <summary>A signer that is not ours, such as a hardware module; with another key than it says, if wished.</summary>
    private sealed class Module(EcdsaLogSigner says, EcdsaLogSigner? signs = null) : ILogSigner
    {
        public string Name => says.Name;

        public ReadOnlyMemory<byte> PublicKey => says.PublicKey;

        public byte[] SignHash(ReadOnlySpan<byte> hash) => (signs ?? says).SignHash(hash);
    }

    /// <summary>A log with one commit record exchanged.</summary>
    private sealed class Altered(ILogReader log, int at, StoredRecord record) : ILogReader
    {
        public LogId Id => log.Id;

        public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) => log.ReadAsync(from, max, cancellationToken);

        public async ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken) =>
            [.. (await log.ReadRecordsAsync(number, max, cancellationToken)).Select(r => r.Number == at ? record : r)];

        public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken) => log.ReadTilesAsync(level, index, max, cancellationToken);
    }

    /// <summary>A log of any length, of which only is known what is signed.</summary>
    private sealed class LongLog(long count, Func<long, bool> isSigned) : ILogReader
    {
        public LogId Id => Log;

        public int Read { get; private set; }

        public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken)
        {
            List<StoredRecord> found = [];
            for (var n = number; n < count && found.Count < max; n++)
            {
                found.Add(new StoredRecord(n, default, isSigned(n) ? new byte[] { 1 } : default));
            }

            Read += found.Count;
            return new(found);
        }

        public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
