using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Tests.Verification;

public sealed class LogVerifierTests
{
    private static readonly LogId Log = new("acme");

    [Fact]
    public async Task An_honest_log_is_intact()
    {
        var stored = await MakeAsync();

        var result = await LogVerifier.VerifyAsync(stored);

        result.Fault.ShouldBeNull();
        (result.Entries, result.Records).ShouldBe((20, 12));
        result.Root.ToArray().ShouldBe(CommitRecord.Decode(stored.Records[^1].Bytes.Span).Root.ToArray());
    }

    [Fact]
    public async Task Every_changed_bit_of_an_entry_is_found_in_its_batch()
    {
        var stored = await MakeAsync();
        for (var position = 0; position < stored.Entries.Count; position += 7)
        {
            var honest = stored.Entries[position];
            for (var bit = 0; bit < honest.Bytes.Length * 8; bit++)
            {
                var bytes = honest.Bytes.ToArray();
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                stored.Entries[position] = honest with { Bytes = bytes };

                var fault = (await LogVerifier.VerifyAsync(stored)).Fault.ShouldNotBeNull();

                (fault.First.Value <= position && position <= fault.Last.Value && fault.Last.Value - fault.First.Value <= 1).ShouldBeTrue(fault.ToString());
            }

            stored.Entries[position] = honest;
        }
    }

    [Fact]
    public async Task Every_changed_bit_of_a_commit_record_is_found()
    {
        var stored = await MakeAsync();
        for (var number = 0; number < stored.Records.Count - 1; number++) // the last one is bound by a copy elsewhere, or by the next
        {
            var honest = stored.Records[number];
            for (var bit = 0; bit < honest.Bytes.Length * 8; bit++)
            {
                var bytes = honest.Bytes.ToArray();
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                stored.Records[number] = honest with { Bytes = bytes };
                (await LogVerifier.VerifyAsync(stored)).Fault.ShouldNotBeNull($"record {number}, bit {bit}");
            }

            stored.Records[number] = honest;
        }
    }

    public static TheoryData<string, string, Action<StoredLog>> Edits => new()
    {
        { "an entry deleted", "Entry 5 is missing; the next one stands at 6.", s => s.Entries.RemoveAt(5) },
        { "the last entry deleted", "Entry 19 is missing: commit record 11 speaks of 2 entries from 18 on.", s => s.Entries.RemoveAt(19) },
        { "two entries swapped", "An entry from 4 to 5 was altered, or the root of commit record 3: they do not give one another.", s => (s.Entries[4], s.Entries[5]) = (s.Entries[4] with { Bytes = s.Entries[5].Bytes }, s.Entries[5] with { Bytes = s.Entries[4].Bytes }) },
        { "an entry added", "Entry 20 stands after the last commit record: it was put in, or records were cut off.", s => s.Entries.Add(new StoredEntry(new LogPosition(20), s.Entries[3].Bytes)) },
        { "records cut off", "Entry 18 stands after the last commit record: it was put in, or records were cut off.", s => s.Records.RemoveAt(11) },
        { "a record deleted", "Commit record 4 is missing: there is 5 under number 5.", s => s.Records.RemoveAt(4) },
        { "an opening deleted", "Commit record 0 is missing: there is 1 under number 1.", s => s.Records.RemoveAt(0) },
        { "a record of another history", "Commit record 4 does not follow record 3: one of the two was altered or put in.", s => s.Change(4, r => r with { Previous = new byte[32] }) },
        { "an opening's root changed", "The root of commit record 6 (an opening at position 10) was altered.", s => s.Change(6, r => r with { Root = new byte[32] }) },
        { "a first record that opens nothing", "Commit record 0 is no opening of the log: it speaks of entries, and the opening before it is missing.", s => s.Change(0, r => r with { Count = 1 }) },
        { "an opening that keeps the epoch", "Commit record 6 opens the log and keeps epoch 1: an opening raises it.", s => s.Change(6, r => r with { Epoch = 1 }) },
        { "an epoch raised without an opening", "Commit record 7 has epoch 3 after 2, and no opening between them raised it: the opening was cut out, or the record put in.", s => s.Change(7, r => r with { Epoch = 3 }) },
        { "an older epoch", "Commit record 7 has epoch 1, less than 2 before it: a writer that had been replaced wrote it.", s => s.Change(7, r => r with { Epoch = 1 }) },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_is_found_and_told_in_plain_words(string edit, string expected, Action<StoredLog> change)
    {
        var stored = await MakeAsync();
        change(stored);

        var fault = (await LogVerifier.VerifyAsync(stored)).Fault.ShouldNotBeNull(edit);

        fault.Cause.ShouldBe(expected);
    }

    [Fact]
    public async Task A_signed_log_is_intact_against_its_key_and_the_heads_kept_of_it()
    {
        var (stored, half, end, key) = await MakeSignedAsync();

        (await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { Key = key, Heads = [end, half] })).Fault.ShouldBeNull();
        (half.Size, end.Size, end.Origin).ShouldBe((500, 1_000, "cc.example.com/acme"));
    }

    [Fact]
    public async Task A_signature_that_is_missing_altered_or_of_another_key_is_found()
    {
        var (stored, _, _, key) = await MakeSignedAsync();
        using var thief = EcdsaLogSigner.Create(key.Name);

        (await FaultAsync(new LogKey(thief.Name, thief.PublicKey.Span))).ShouldBe("The signature of commit record 0 is not one of 'cc.example.com': the record, its signature or the key is another.");
        stored.Records[7] = stored.Records[7] with { Signature = stored.Records[8].Signature };
        (await FaultAsync(key)).ShouldStartWith("The signature of commit record 7 is not one of");
        stored.Records[6] = stored.Records[6] with { Signature = default };
        (await FaultAsync(key)).ShouldBe("Commit record 6 is not signed by 'cc.example.com': it was put in, or its signature was removed.");

        async Task<string> FaultAsync(LogKey by) => (await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { Key = by })).Fault.ShouldNotBeNull().Cause;
    }

    [Fact]
    public async Task A_cut_off_end_and_a_rewritten_history_show_against_a_head_kept_elsewhere_alone()
    {
        var (stored, half, end, _) = await MakeSignedAsync();
        var other = await MakeSignedAsync();
        stored.Records.RemoveRange(60, stored.Records.Count - 60);
        stored.Entries.RemoveRange(590, stored.Entries.Count - 590);
        stored.Tiles.Clear();

        (await LogVerifier.VerifyAsync(stored)).Fault.ShouldBeNull();
        (await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { Heads = [half] })).Fault.ShouldBeNull();
        var cut = (await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { Heads = [half, end] })).Fault.ShouldNotBeNull();
        (cut.First.Value, cut.Last.Value).ShouldBe((590, 999));
        cut.Cause.ShouldContain("its end was cut off");

        (await LogVerifier.VerifyAsync(other.Log, new LogVerificationOptions { Key = other.Key })).Fault.ShouldBeNull("rewritten by somebody who has a key");
        (await LogVerifier.VerifyAsync(other.Log, new LogVerificationOptions { Heads = [half] })).Fault.ShouldNotBeNull().Cause.ShouldContain("the history up to it was rewritten");
    }

    [Fact]
    public async Task A_head_of_another_log_or_with_another_time_counts_for_nothing()
    {
        var (stored, half, _, key) = await MakeSignedAsync();

        var other = await Should.ThrowAsync<ArgumentException>(async () => await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { Heads = [half with { Origin = "cc.example.com/other" }] }));
        other.Message.ShouldContain("A head given is one of 'cc.example.com/other', not of log 'acme'; give heads of this log.");
        await Should.ThrowAsync<ArgumentException>(async () => await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { Key = key, Heads = [half with { Origin = "acme" }] }));
        (await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { Heads = [half with { Time = half.Time.AddTicks(1) }] })).Fault.ShouldNotBeNull().Cause.ShouldContain("was rewritten");
    }

    [Fact]
    public async Task An_altered_entry_is_named_exactly_where_a_tile_knows_it()
    {
        var (stored, _, _, _) = await MakeSignedAsync();
        stored.Entries[123] = stored.Entries[123] with { Bytes = stored.Entries[124].Bytes };

        var fault = (await LogVerifier.VerifyAsync(stored)).Fault.ShouldNotBeNull();

        (fault.First.Value, fault.Last.Value).ShouldBe((123, 123));
        fault.Cause.ShouldBe("Entry 123 was altered: neither commit record 13 nor the tree's tile knows it so.");
    }

    [Fact]
    public async Task Every_altered_byte_of_a_tile_is_found()
    {
        var (stored, _, _, _) = await MakeSignedAsync();
        for (var at = 0; at < 8_192; at += 401)
        {
            var tile = stored.Tiles[1];
            var hashes = tile.Hashes.ToArray();
            hashes[at] ^= 1;
            stored.Tiles[1] = tile with { Hashes = hashes };

            var fault = (await LogVerifier.VerifyAsync(stored)).Fault.ShouldNotBeNull($"byte {at}");

            (fault.First.Value, fault.Last.Value).ShouldBe((256, 511));
            fault.Cause.ShouldBe("Tile 1 of level 0 was altered: its hashes are not those of the entries, which fit their commit records.");
            stored.Tiles[1] = tile;
        }
    }

    [Fact]
    public async Task A_verification_goes_on_from_every_record_it_had_reached()
    {
        var (stored, half, _, key) = await MakeSignedAsync();
        var whole = await LogVerifier.VerifyAsync(stored);
        for (var records = 1; records < stored.Records.Count; records += 9)
        {
            var part = stored with { Records = [.. stored.Records.Take(records)], Entries = [.. stored.Entries.Take((records - 1) * 10)] };
            LogVerificationState? reached = null;
            (await LogVerifier.VerifyAsync(part, new LogVerificationOptions { Key = key, Progress = new Reached(s => reached = s) })).Fault.ShouldBeNull();

            var rest = await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { From = reached, Key = key, Heads = [half] });

            rest.Fault.ShouldBeNull();
            (rest.Entries, rest.Records, Convert.ToHexString(rest.Root.Span)).ShouldBe((whole.Entries, whole.Records, Convert.ToHexString(whole.Root.Span)));
        }

        stored.Entries[900] = stored.Entries[900] with { Bytes = stored.Entries[901].Bytes };
        LogVerificationState? before = null;
        await LogVerifier.VerifyAsync(stored with { Records = [.. stored.Records.Take(50)], Entries = [.. stored.Entries.Take(490)] }, new LogVerificationOptions { Progress = new Reached(s => before = s) });
        (await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { From = before })).Fault.ShouldNotBeNull().First.Value.ShouldBe(900);
    }

    [Fact]
    public async Task A_state_to_go_on_from_that_does_not_fit_is_refused()
    {
        var (stored, _, _, _) = await MakeSignedAsync();

        var fault = await Should.ThrowAsync<ArgumentException>(async () =>
            await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { From = LogVerificationState.Start with { Entries = 5, Tiles = [new byte[32]] } }));

        fault.Message.ShouldContain("out of its range");
    }

    [Fact]
    public async Task A_state_claims_nothing_that_it_was_not_made_with()
    {
        var (stored, _, _, key) = await MakeSignedAsync();
        using var other = EcdsaLogSigner.Create(key.Name);
        LogVerificationState? reached = null;
        await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { Key = key, Progress = new Reached(s => reached = s) });
        (reached!.Log, reached.Key, reached.SignedFrom).ShouldBe((Log, key.Id, 0));

        (await MisfitAsync(stored with { Id = new LogId("other") }, key, 0)).ShouldContain("It is one of log 'acme', not of 'other'.");
        (await MisfitAsync(stored, new LogKey(other.Name, other.PublicKey.Span), 0)).ShouldContain($"The signatures of the key {key.Id:x8} were checked");
        (await MisfitAsync(stored, null, 0)).ShouldContain("and now none are to be.");
        (await MisfitAsync(stored, key, 5)).ShouldContain("from commit record 0 on, and now they are to be from 5 on.");
        reached = reached with { Tiles = [.. reached.Tiles.Skip(1)] };
        (await MisfitAsync(stored, key, 0)).ShouldContain("do not fit 1000 entries");

        async Task<string> MisfitAsync(StoredLog log, LogKey? by, long from) => (await Should.ThrowAsync<ArgumentException>(async () =>
            await LogVerifier.VerifyAsync(log, new LogVerificationOptions { Key = by, SignedFrom = from, From = reached }))).Message;
    }

    [Fact]
    public async Task A_log_is_still_the_one_its_state_was_made_of()
    {
        var (stored, half, _, _) = await MakeSignedAsync();
        var other = await MakeSignedAsync();
        LogVerificationState? reached = null;
        await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { Progress = new Reached(s => reached = s) });
        reached.ShouldNotBeNull();

        (await FaultAsync(stored)).ShouldBeNull();
        (await FaultAsync(stored, half)).ShouldBeNull();
        (await FaultAsync(stored, other.Half)).ShouldNotBeNull().Cause.ShouldContain("the history up to it was rewritten");
        (await FaultAsync(other.Log)).ShouldNotBeNull().Cause.ShouldContain("another one than the one verified before");
        var cut = (await FaultAsync(stored with { Records = [.. stored.Records.Take(60)], Entries = [.. stored.Entries.Take(590)] })).ShouldNotBeNull();
        (cut.First.Value, cut.Last.Value).ShouldBe((590, 999));
        (await FaultAsync(stored with { Records = [.. stored.Records.Take(80), stored.Records[79], .. stored.Records.Skip(81)] }, half)).ShouldNotBeNull().Cause.ShouldContain("Commit record 80, which was verified before, is missing");
        (await FaultAsync(stored with { Records = [.. stored.Records.Take(80), stored.Records[80] with { Bytes = new byte[3] }, .. stored.Records.Skip(81)] }, half)).ShouldNotBeNull().Cause.ShouldContain("cannot be read any more");
        var time = (await Should.ThrowAsync<ArgumentException>(async () => await LogVerifier.VerifyAsync(stored, new LogVerificationOptions { From = reached with { Time = DateTimeOffset.UnixEpoch } }))).Message;
        time.ShouldContain("does not fit commit record 100, which it names");

        async Task<LogFault?> FaultAsync(StoredLog log, params Checkpoint[] heads) => (await LogVerifier.VerifyAsync(log, new LogVerificationOptions { From = reached, Heads = heads })).Fault;
    }

    [Fact]
    public async Task A_log_whose_last_batch_was_altered_does_not_open()
    {
        var store = new MemoryLogStore(Log);
        await using (var log = await AuditLog.OpenAsync(store, new AuditLogOptions(), TimeProvider.System))
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)));
        }

        var tail = await store.OpenAsync(default);
        var altered = tail with { Entries = [tail.Entries[0] with { Bytes = tail.Entries[0].Bytes.ToArray().Reverse().ToArray() }] };

        tail.Check(Log).ShouldNotBeNull().Record.Count.ShouldBe(1);
        Should.Throw<LogFormatException>(() => altered.Check(Log)).Message.ShouldContain("does not give the root of commit record 1");
        Should.Throw<LogFormatException>(() => (tail with { Count = 2 }).Check(Log)).Message.ShouldContain("holds 2 entries");
        Should.Throw<LogFormatException>(() => tail.Check(new LogId("other"))).Message.ShouldBe("This is log 'acme', not 'other'.");
    }

    /// <summary>Two openings with five batches of two entries each.</summary>
    private static async Task<StoredLog> MakeAsync()
    {
        var store = new MemoryLogStore(Log);
        for (var round = 0; round < 2; round++)
        {
            await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions(), TimeProvider.System);
            for (var i = 0; i < 10; i += 2)
            {
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry((round * 10) + i), SampleEntries.Entry((round * 10) + i + 1)));
            }
        }

        return await CopyAsync(store);
    }

    private static async Task<StoredLog> CopyAsync(MemoryLogStore store) => new(
        Log,
        [.. await store.ReadAsync(LogPosition.Start, 10_000, default)],
        [.. await store.ReadRecordsAsync(0, 10_000, default)],
        [.. await store.ReadTilesAsync(0, 0, 10_000, default), .. await store.ReadTilesAsync(1, 0, 10_000, default)]);

    /// <summary>A thousand entries in batches of ten, signed; and its head after half of them.</summary>
    private static async Task<(StoredLog Log, Checkpoint Half, Checkpoint End, LogKey Key)> MakeSignedAsync()
    {
        using var signer = EcdsaLogSigner.Create("cc.example.com");
        var store = new MemoryLogStore(Log);
        await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { Signer = signer }, TimeProvider.System);
        Checkpoint? half = null;
        for (var i = 0; i < 1_000; i += 10)
        {
            half = i == 500 ? log.Checkpoint : half;
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 10).Select(static n => SampleEntries.Entry(n))]));
        }

        return (await CopyAsync(store), half!, log.Checkpoint, new LogKey(signer.Name, signer.PublicKey.Span));
    }

    private sealed class Reached(Action<LogVerificationState> tell) : IProgress<LogVerificationState>
    {
        public void Report(LogVerificationState value) => tell(value);
    }

    public sealed record StoredLog(LogId Id, List<StoredEntry> Entries, List<StoredRecord> Records, List<MerkleTile> Tiles) : ILogReader
    {
        public void Change(int number, Func<CommitRecord, CommitRecord> change) =>
            Records[number] = Records[number] with { Bytes = change(CommitRecord.Decode(Records[number].Bytes.Span)).Encode() };

        public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<StoredEntry>>([.. Entries.Where(e => e.Position >= from).Take(max)]);

        public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<StoredRecord>>([.. Records.Where(r => r.Number >= number).Take(max)]);

        public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<MerkleTile>>([.. Tiles.Where(t => t.Level == level && t.Index >= index).OrderBy(static t => t.Index).Take(max)]);
    }
}
