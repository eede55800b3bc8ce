namespace ContactCenter.Testing.Tests;

/// <summary>The clock of a test, and waiting by it.</summary>
public sealed class VirtualTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Timers_run_in_their_order_each_at_its_own_time()
    {
        var time = new VirtualTime();
        var start = time.GetUtcNow();
        var ran = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var again = time.CreateTimer(_ => ran.Add(("again", time.GetUtcNow() - start)), null, Second, Second * 2);
        using var gone = Timer("gone", 2);
        gone.Dispose();

        time.Advance(Second * 4);

        ran.ShouldBe([("early", Second), ("again", Second), ("late", Second * 3), ("again", Second * 3)]);
        (time.GetUtcNow() - start).ShouldBe(Second * 4);
        time.GetElapsedTime(0, time.GetTimestamp()).ShouldBe(time.GetUtcNow() - default(DateTimeOffset));
        gone.Change(Second, Timeout.InfiniteTimeSpan).ShouldBeFalse();

        ITimer Timer(string name, int due) => time.CreateTimer(_ => ran.Add((name, time.GetUtcNow() - start)), null, Second * due, Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come_and_not_before()
    {
        var time = new VirtualTime();
        var delay = Task.Delay(Second * 10, time);
        time.Advance(Second * 9.999);
        delay.IsCompleted.ShouldBeFalse();
        time.Advance(Second * 0.001);
        await delay;

        using var timeout = new CancellationTokenSource(Second, time);
        timeout.CancelAfter(Second * 2);
        time.Advance(Second);
        timeout.IsCancellationRequested.ShouldBeFalse("its time was set anew");
        time.Advance(Second);
        timeout.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_due_at_once_runs_though_time_stands_still()
    {
        var time = new VirtualTime();
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = time.CreateTimer(_ => ran.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_wait_lets_time_pass_in_steps_until_it_has_happened()
    {
        var time = new VirtualTime();
        var delay = Task.Delay(Second * 10, time);
        var start = time.GetUtcNow();

        await time.UntilAsync(() => delay.IsCompleted, "the delay is over", Second * 3);

        (time.GetUtcNow() - start).ShouldBeInRange(Second * 12, Second * 15);
    }

    [Fact]
    public async Task A_wait_in_vain_says_what_did_not_happen_and_what_did()
    {
        var time = new VirtualTime { Patience = TimeSpan.FromMilliseconds(20) };
        await using var storage = await new MemoryStorage(time).OpenAsync(TestCenter.Acme);
        await storage.Log.AppendAsync(new Journal.Append(new Journal.MachineId("door", "main"), Journal.Append.AnyVersion, storage.Log.Epoch,
        [
            new Journal.Entry { Id = new EntryId(Guid.CreateVersion7()), Kind = "message.received", Time = time.GetUtcNow(), Actor = "system", Body = "{}"u8.ToArray() },
        ]));

        var vain = await Should.ThrowAsync<TimeoutException>(() => time.UntilAsync(() => false, "the offer is made", Second));

        vain.Message.ShouldStartWith("It did not happen: the offer is made.");
        vain.Message.ShouldContain("acme 0 09:00:00.000 door/main message.received");
    }

    [Fact]
    public void Time_does_not_run_backwards() => Should.Throw<ArgumentOutOfRangeException>(() => new VirtualTime().Advance(-Second));
}
