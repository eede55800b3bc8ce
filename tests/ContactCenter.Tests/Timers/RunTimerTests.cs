using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Timers;

/// <summary>Runs that wait for weeks: their times are in memory when they are near, and fire then.</summary>
public sealed class RunTimerTests
{
    private const string Phone = "+393331112222";

    private const string Promise = """
        script promise v1, texts en, for sms, outcomes kept
          step waiting
            wait 14 days
            -> end kept
        """;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_run_that_waits_for_weeks_is_in_no_timer_until_its_hour_comes_also_after_a_restart()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms))
        {
            Describe = static t =>
            {
                t.AddScript("promise", Promise);
                t.Endpoints["sms-faults"].Script = "promise";
            },
        };
        await center.StartAsync();
        await center.ReceiveAsync("SM1", "Call me back in two weeks.", Phone);
        await center.UntilAsync(() => center.Tenant!.Views.Scripts.Running.Any(static run => run.State == ScriptRunState.Waiting), "the run waits");
        await center.SavedAsync();
        center.Tenant!.Views.RunTimers.Count.ShouldBe(0);
        await center.CrashAsync();

        center.Time.Advance(TimeSpan.FromDays(13));
        await center.StartAsync();
        await center.SavedAsync();
        center.Tenant!.Views.RunTimers.Count.ShouldBe(0, "a day is far away");

        center.Time.Advance(TimeSpan.FromHours(23.5));
        await center.UntilAsync(() => center.Tenant!.Views.RunTimers.Count == 1, "its hour has come", TimeSpan.FromMilliseconds(100));
        Ended(center).ShouldBe(0, "half an hour is left");
        await center.CrashAsync(); // between what was read and what is due
        await center.StartAsync();
        center.Time.Advance(TimeSpan.FromMinutes(31));
        await center.UntilAsync(() => Ended(center) == 1, "the promise is kept", TimeSpan.FromMilliseconds(100));
        await center.SavedAsync();
        center.Tenant!.Views.RunTimers.Count.ShouldBe(0);
    }

    [Fact]
    public async Task What_falls_due_with_many_others_is_read_piece_by_piece_and_each_is_taken_once()
    {
        var (center, store) = (new Folding(), await StoreAsync());
        var runs = Enumerable.Range(1, 12_000).Select(static i => Guid.CreateVersion7(Now.AddSeconds(i))).ToArray();
        for (var i = 0; i < runs.Length; i++)
        {
            center.Step(runs[i], Now.AddDays(14).AddMilliseconds(i / 3));
        }

        await center.SaveAsync(store);
        center.Timers.Count.ShouldBe(0);

        // Another process goes on with what was saved.
        center = new Folding();
        var taken = new List<Guid>();
        var then = Now.AddDays(15);
        for (var look = 0; look < 5; look++)
        {
            await center.Timers.LookAheadAsync(store, then, CancellationToken.None);
            center.Timers.Count.ShouldBeLessThan(10_010, "not all at once");
            while (center.Timers.TakeDue(then, 64) is { Count: > 0 } due)
            {
                taken.AddRange(due.Select(static one => one.Run));
                foreach (var (run, _) in due)
                {
                    center.Known(run, Now.AddDays(14));
                    center.Step(run, null);
                }
            }
        }

        taken.Count.ShouldBe(runs.Length);
        taken.Distinct().Count().ShouldBe(runs.Length);
        await center.SaveAsync(store);
        (await RowsAsync(store)).ShouldBe(0);
    }

    [Fact]
    public async Task A_time_that_changed_since_it_was_saved_is_what_counts()
    {
        var (center, store) = (new Folding(), await StoreAsync());
        var (moved, gone, kept) = (Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), Guid.CreateVersion7(Now));
        foreach (var run in new[] { moved, gone, kept })
        {
            center.Step(run, Now.AddDays(14));
        }

        await center.SaveAsync(store);
        center.Step(moved, Now.AddDays(20));
        center.Step(gone, null);
        await center.Timers.LookAheadAsync(store, Now.AddDays(15), CancellationToken.None);
        center.Timers.TakeDue(Now.AddDays(15), 10).Select(static one => one.Run).ShouldBe([kept]);
        await center.SaveAsync(store);
        await center.Timers.LookAheadAsync(store, Now.AddDays(20), CancellationToken.None);
        center.Timers.TakeDue(Now.AddDays(20), 10).Select(static one => one.Run).ShouldBe([moved]);
    }

    [Fact]
    public async Task A_time_that_is_not_saved_yet_is_read_ahead_like_the_others()
    {
        var (center, store) = (new Folding(), await StoreAsync());
        await center.Timers.LookAheadAsync(store, Now, CancellationToken.None);
        var (near, far) = (Guid.CreateVersion7(Now), Guid.CreateVersion7(Now));
        center.Step(near, Now.AddMinutes(30));
        center.Step(far, Now.AddHours(2));
        center.Timers.Count.ShouldBe(1);
        center.Timers.NextDue.ShouldBe(Now.AddMinutes(30));
        await center.Timers.LookAheadAsync(store, Now.AddHours(1.5), CancellationToken.None);
        center.Timers.TakeDue(Now.AddHours(2), 10).Select(static one => one.Run).ShouldBe([near, far]);
    }

    [Fact]
    public async Task A_clock_that_is_set_by_weeks_rings_and_one_set_back_fires_nothing_early()
    {
        var (center, store) = (new Folding(), await StoreAsync());
        var run = Guid.CreateVersion7(Now);
        await center.Timers.LookAheadAsync(store, Now, CancellationToken.None);
        center.Step(run, Now.AddDays(14));
        await center.SaveAsync(store);
        center.Timers.Rung.TryRead(out _).ShouldBeFalse();

        await center.Timers.LookAheadAsync(store, Now.AddDays(21), CancellationToken.None);
        center.Timers.Rung.TryRead(out _).ShouldBeTrue("it is due, a week late");
        await center.Timers.LookAheadAsync(store, Now.AddDays(1), CancellationToken.None);
        center.Timers.TakeDue(Now.AddDays(1), 10).ShouldBeEmpty("the clock is back");
        center.Timers.Rung.TryRead(out _).ShouldBeFalse();
        center.Timers.TakeDue(Now.AddDays(14), 10).ShouldBe([(run, Now.AddDays(14))]);
    }

    [Fact]
    public async Task A_time_between_two_milliseconds_is_due_at_the_second_and_what_was_put_back_comes_again()
    {
        var (center, store) = (new Folding(), await StoreAsync());
        await center.Timers.LookAheadAsync(store, Now, CancellationToken.None);
        var run = Guid.CreateVersion7(Now);
        center.Step(run, Now.AddTicks(1));
        center.Timers.TakeDue(Now, 10).ShouldBeEmpty();
        center.Timers.TakeDue(Now.AddMilliseconds(1), 10).ShouldHaveSingleItem().Run.ShouldBe(run);
        center.Timers.TakeDue(Now.AddMilliseconds(1), 10).ShouldBeEmpty("it is given out once");
        center.Timers.PutBack(run, Now.AddSeconds(1));
        center.Timers.TakeDue(Now.AddSeconds(1), 10).ShouldBe([(run, Now.AddMilliseconds(1))]);
    }

    private static int Ended(MemoryCenter center) => center.Entries.Count(static e => e.Entry.Kind == "interaction.closed");

    private static async Task<IViewStore> StoreAsync() => (await new MemoryStorage(new VirtualTime()).OpenAsync(CenterFixture.Acme)).Views;

    private static async Task<int> RowsAsync(IViewStore store)
    {
        var count = 0;
        await foreach (var _ in store.ListAsync(new ViewQuery("run-timers")))
        {
            count++;
        }

        return count;
    }

    /// <summary>The index of runs and their times, folded as a tenant does.</summary>
    private sealed class Folding
    {
        private readonly ScriptIndex _scripts;
        private long _next;

        public Folding()
        {
            var steps = new ScriptSteps();
            _scripts = new ScriptIndex(new InteractionIndex(), steps);
            Timers = new RunTimers(_scripts, steps);
        }

        public RunTimers Timers { get; }

        /// <summary>The run makes a step and wants to be woken, or not.</summary>
        public void Step(Guid run, DateTimeOffset? due)
        {
            var committed = Committed(run, due);
            Timers.Fold(committed);
            _scripts.Fold(committed);
        }

        /// <summary>The index knows already that the run waits.</summary>
        public void Known(Guid run, DateTimeOffset due) => _scripts.Fold(Committed(run, due));

        public async Task SaveAsync(IViewStore store)
        {
            var (put, remove) = (new List<ViewRow>(), new List<(string, string)>());
            Timers.Collect(put, remove);
            await store.CommitAsync(new ViewCommit("center", new LogPosition(_next), put, remove));
            Timers.Saved();
        }

        private CommittedEntry Committed(Guid run, DateTimeOffset? due)
        {
            var state = due is null ? ScriptRunState.Doing : ScriptRunState.Waiting;
            var body = new ScriptStepped(run, "promise", 1, "hash", (int)_next + 1, ScriptInputKind.Due, state, (int)_next + 1) { Due = due };
            return new CommittedEntry(new LogPosition(_next), new MachineId(ScriptKinds.Machine, run.ToString("N")), _next++, new Entry
            {
                Id = new EntryId(Guid.CreateVersion7(Now)),
                Kind = ScriptKinds.Stepped,
                Time = Now,
                Actor = Principal.System.ToString(),
                Body = JsonSerializer.SerializeToUtf8Bytes(body, ScriptJson.Default.ScriptStepped),
            });
        }
    }
}
