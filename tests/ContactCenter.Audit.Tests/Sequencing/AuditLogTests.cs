using System.Diagnostics.Metrics;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Audit.Tests.Sequencing;

public sealed class AuditLogTests
{
    private readonly MemoryLogStore _memory = new(new LogId("acme"));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_batch_ends_the_log_and_recovery_answers_by_entry_id(bool written)
    {
        var (store, failed) = (new FaultyStore(_memory), new List<EntryId>());
        await using (var log = await OpenAsync(store))
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)));
            store.OnWrite = batch => failed.AddRange(batch.Entries.Select(e => e.Header.Id));
            store.FailsBefore = _ => !written;
            store.FailsAfter = _ => written;
            var appends = Enumerable.Range(1, 5).Select(i => log.AppendAsync(log.AppendAny(SampleEntries.Entry(i))).AsTask()).ToArray();
            foreach (var append in appends)
            {
                (await Should.ThrowAsync<LogUnavailableException>(append)).Message.ShouldContain("could not be written");
            }

            log.Failure.ShouldNotBeNull().InnerException.ShouldBeOfType<IOException>();
            var writes = store.Writes;
            await Should.ThrowAsync<LogUnavailableException>(log.AppendAsync(log.AppendAny(SampleEntries.Entry(9))).AsTask());
            store.Writes.ShouldBe(writes, "nothing is tried again");
            log.Head.ShouldBe(new LogPosition(1));
            (await log.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe([0], "what is not acknowledged is not seen");
        }

        await using var again = await OpenAsync(new FaultyStore(_memory));
        for (var i = 1; i <= 5; i++)
        {
            var known = written && failed.Contains(SampleEntries.Id(i));
            (await again.AppendAsync(again.AppendAny(SampleEntries.Entry(i)))).Status.ShouldBe(known ? AppendStatus.Repeated : AppendStatus.Appended);
        }

        (await again.ReadAsync(LogPosition.Start).NumbersAsync()).Order().ShouldBe([0, 1, 2, 3, 4, 5]);
        (await LogVerifier.VerifyAsync(_memory)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_failed_lookup_ends_the_log_too()
    {
        var store = new FaultyStore(_memory);
        await using var log = await OpenAsync(store);
        store.FailsToFind = true;

        await Should.ThrowAsync<LogUnavailableException>(log.AppendAsync(log.AppendAny(SampleEntries.Entry(0))).AsTask());

        log.Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_store_that_can_look_as_it_writes_is_not_asked_before()
    {
        var store = new LookingStore(_memory);
        await using var log = await OpenAsync(store);
        store.FailsToFind = true;

        (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)))).Status.ShouldBe(AppendStatus.Appended);
        (await log.AppendAsync(log.Append(new MachineId("case", "1"), 0, SampleEntries.Entry(1)))).Version.ShouldBe(1);

        store.Refused.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_assumed_of_a_batch_and_is_not_so_is_asked_and_decided_anew()
    {
        var kept = new MachineId("case", "kept");
        await using (var before = await OpenAsync(new FaultyStore(_memory)))
        {
            await before.AppendAsync(before.Append(kept, 0, SampleEntries.Entry(0)));
        }

        var store = new LookingStore(_memory);
        await using var log = await OpenAsync(store);
        using var release = new SemaphoreSlim(0);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.OnWrite = _ =>
        {
            started.TrySetResult();
            release.Wait();
        };
        var first = log.AppendAsync(log.Append(new MachineId("case", "known"), 0, SampleEntries.Entry(1))).AsTask();
        await started.Task;
        Append[] appends =
        [
            log.Append(new MachineId("case", "known"), 1, SampleEntries.Entry(2)),
            log.Append(kept, 0, SampleEntries.Entry(0)),
            log.Append(kept, 1, SampleEntries.Entry(3)),
            log.Append(new MachineId("case", "known"), 2, SampleEntries.Entry(4)),
        ];
        var batch = appends.Select(append => log.AppendAsync(append).AsTask()).ToArray();
        release.Release(10);
        await first;

        (await Task.WhenAll(batch)).ShouldBe(
        [
            new AppendResult(AppendStatus.Appended, new LogPosition(2), 2),
            new AppendResult(AppendStatus.Repeated, new LogPosition(0), 1),
            new AppendResult(AppendStatus.Appended, new LogPosition(3), 2),
            new AppendResult(AppendStatus.Appended, new LogPosition(4), 3),
        ]);
        store.Refused.ShouldBe(1);
        (await log.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe([0, 1, 2, 3, 4]);
        (await LogVerifier.VerifyAsync(_memory)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Appends_that_wait_for_a_batch_go_into_the_next_one_together()
    {
        var store = new FaultyStore(_memory);
        await using var log = await OpenAsync(store);
        using var release = new SemaphoreSlim(0);
        var (sizes, started) = (new List<int>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        store.OnWrite = batch =>
        {
            sizes.Add(batch.Entries.Count);
            started.TrySetResult();
            release.Wait();
        };
        var first = log.AppendAsync(log.AppendAny(SampleEntries.Entry(0))).AsTask();
        await started.Task;
        var rest = Enumerable.Range(1, 2_000).Select(i => log.AppendAsync(log.AppendAny(SampleEntries.Entry(i))).AsTask()).ToArray();

        release.Release(3);
        await Task.WhenAll([first, .. rest]);

        sizes.ShouldBe([1, 1_024, 976]);
    }

    [Fact]
    public async Task Callers_who_block_until_the_last_one_is_answered_keep_it_from_nothing()
    {
        var store = new FaultyStore(_memory);
        await using var log = await OpenAsync(store);
        using var release = new SemaphoreSlim(0);
        using var last = new ManualResetEventSlim();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.OnWrite = _ =>
        {
            started.TrySetResult();
            release.Wait();
        };
        var first = log.AppendAsync(log.AppendAny(SampleEntries.Entry(0))).AsTask();
        await started.Task;
        var blocked = Enumerable.Range(1, 5).Select(BlockAsync).ToArray();
        var all = Task.WhenAll([first, .. blocked, SetAsync()]);
        release.Release(2);
        await all.WaitAsync(TimeSpan.FromSeconds(60));
        (await Task.WhenAll(blocked)).ShouldAllBe(static heard => heard);

        async Task<bool> BlockAsync(int i)
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
            return last.Wait(TimeSpan.FromSeconds(30));
        }

        async Task SetAsync()
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(6)));
            last.Set();
        }
    }

    [Fact]
    public async Task A_caller_beyond_the_bound_waits_and_is_not_refused()
    {
        var store = new FaultyStore(_memory);
        await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { MaxWaitingEntries = 3 }, _time);
        using var release = new SemaphoreSlim(0);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.OnWrite = _ =>
        {
            started.TrySetResult();
            release.Wait();
        };
        var appends = new List<Task<AppendResult>> { log.AppendAsync(log.AppendAny(SampleEntries.Entry(0))).AsTask() };
        await started.Task;
        appends.AddRange(Enumerable.Range(1, 10).Select(i => log.AppendAsync(log.AppendAny(SampleEntries.Entry(i))).AsTask()));

        release.Release(20);
        var results = await Task.WhenAll(appends);

        results.Select(r => r.First.Value).Order().ShouldBe(Enumerable.Range(0, 11).Select(i => (long)i));
        results.ShouldAllBe(r => r.Status == AppendStatus.Appended);
    }

    [Fact]
    public async Task An_urgent_append_finds_room_in_a_full_queue_and_goes_first()
    {
        var store = new FaultyStore(_memory);
        await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { MaxWaitingEntries = 16, MaxBatchEntries = 4 }, _time);
        using var release = new SemaphoreSlim(0);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.OnWrite = _ =>
        {
            started.TrySetResult();
            release.Wait();
        };
        var first = log.AppendAsync(log.AppendAny(SampleEntries.Entry(0))).AsTask();
        await started.Task;
        var usual = Enumerable.Range(1, 40).Select(i => log.AppendAsync(log.AppendAny(SampleEntries.Entry(i))).AsTask()).ToArray(); // 14 find room
        var urgent = Enumerable.Range(41, 2).Select(i => log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)) with { IsUrgent = true }).AsTask()).ToArray();

        release.Release(100);
        await Task.WhenAll([first, .. usual, .. urgent]);

        urgent.Select(static a => a.Result.First.Value).ShouldBe([1, 2], "before what waited longer");
        usual.Select(static a => a.Result.First.Value).Order().ShouldBe(Enumerable.Range(3, 40).Select(static i => (long)i), "nothing is shed");
    }

    [Fact]
    public async Task A_slow_follower_holds_up_nobody_and_misses_nothing()
    {
        await using var log = await AuditLog.OpenAsync(_memory, new AuditLogOptions { TailEntries = 8 }, _time);
        await using var slow = log.FollowAsync(LogPosition.Start).GetAsyncEnumerator();
        await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)));
        (await slow.MoveNextAsync()).ShouldBeTrue();
        var seen = slow.Current.Select(SampleEntries.Number).ToList();

        for (var i = 1; i < 500; i++)
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i)));
        }

        while (seen.Count < 500 && await slow.MoveNextAsync())
        {
            seen.AddRange(slow.Current.Select(SampleEntries.Number));
        }

        seen.ShouldBe(Enumerable.Range(0, 500));
    }

    [Fact]
    public async Task A_follower_ends_when_the_log_is_disposed()
    {
        var log = await OpenAsync(_memory);
        await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)));
        var following = Task.Run(async () =>
        {
            var numbers = new List<int>();
            await foreach (var batch in log.FollowAsync(LogPosition.Start))
            {
                numbers.AddRange(batch.Select(SampleEntries.Number));
            }

            return numbers;
        });

        await log.DisposeAsync();

        (await following.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe([0]);
    }

    [Fact]
    public async Task What_is_handed_over_is_what_a_replay_reads()
    {
        await using var log = await OpenAsync(_memory);
        var buffer = """{"b":1.0,"a":"x"}"""u8.ToArray();
        var append = log.AppendAsync(log.AppendAny(SampleEntries.Entry(0) with { Body = buffer }));
        await append;
        buffer.AsSpan().Clear(); // the caller's buffer is the caller's again

        var handed = (await log.ReadAsync(LogPosition.Start).ToListAsync()).Single();

        System.Text.Encoding.UTF8.GetString(handed.Entry.Body.Span).ShouldBe("""{"a":"x","b":1}""");
    }

    [Fact]
    public async Task Commit_records_form_a_chain_whose_time_never_goes_back()
    {
        for (var round = 0; round < 3; round++)
        {
            await using var log = await OpenAsync(_memory);
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(round)));
            _time.AdjustTime(_time.GetUtcNow().AddHours(-1));
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(100 + round)));
        }

        var stored = await _memory.ReadRecordsAsync(0, 100, default);
        var records = stored.Select(s => CommitRecord.Decode(s.Bytes.Span)).ToArray();

        records.Select(r => r.Number).ShouldBe(Enumerable.Range(0, 9).Select(i => (long)i));
        records.Select(r => r.Count).ShouldBe([0, 1, 1, 0, 1, 1, 0, 1, 1]);
        records.Select(r => r.Epoch).ShouldBe([1, 1, 1, 2, 2, 2, 3, 3, 3]);
        records.Select(r => r.Time).ShouldBeInOrder();
        for (var i = 1; i < records.Length; i++)
        {
            records[i].Previous.ToArray().ShouldBe(CommitRecord.Hash(stored[i - 1].Bytes.Span));
        }
    }

    [Fact]
    public async Task A_second_owner_of_the_same_log_is_refused()
    {
        await using var log = await OpenAsync(_memory);
        await Should.ThrowAsync<LogUnavailableException>(async () => await _memory.OpenAsync(default));
    }

    [Fact]
    public async Task Appends_and_batches_are_counted()
    {
        using var meters = new TestMeters();
        await using var log = await AuditLog.OpenAsync(_memory, new AuditLogOptions(), _time, meters: meters);
        using var durations = new MetricCollector<double>(meters, "ContactCenter.Audit", "contactcenter.log.append.duration");
        using var entries = new MetricCollector<long>(meters, "ContactCenter.Audit", "contactcenter.log.entries");

        await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0), SampleEntries.Entry(1)));
        await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0), SampleEntries.Entry(1)));

        durations.GetMeasurementSnapshot().Select(m => m.Tags["status"]).ShouldBe(["appended", "repeated"]);
        entries.GetMeasurementSnapshot().Sum(m => m.Value).ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_025)]
    public async Task An_append_of_too_few_or_too_many_entries_is_refused(int count)
    {
        await using var log = await OpenAsync(_memory);
        var append = new Append(new MachineId("m", "k"), 0, log.Epoch, [.. Enumerable.Range(0, count).Select(i => SampleEntries.Entry(i))]);
        await Should.ThrowAsync<ArgumentException>(log.AppendAsync(append).AsTask());
    }

    private async Task<AuditLog> OpenAsync(ILogStore store) => await AuditLog.OpenAsync(store, new AuditLogOptions(), _time);

    private sealed class TestMeters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options.Name, options.Version, options.Tags, scope: this);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose() => _meters.ForEach(m => m.Dispose());
    }
}
