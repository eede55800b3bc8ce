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

        return new StoredLog(Log, [.. await store.ReadAsync(LogPosition.Start, 100, default)], [.. await store.ReadRecordsAsync(0, 100, default)]);
    }

    public sealed record StoredLog(LogId Id, List<StoredEntry> Entries, List<StoredRecord> Records) : ILogReader
    {
        public void Change(int number, Func<CommitRecord, CommitRecord> change) =>
            Records[number] = Records[number] with { Bytes = change(CommitRecord.Decode(Records[number].Bytes.Span)).Encode() };

        public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<StoredEntry>>([.. Entries.Where(e => e.Position >= from).Take(max)]);

        public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<StoredRecord>>([.. Records.Where(r => r.Number >= number).Take(max)]);
    }
}
