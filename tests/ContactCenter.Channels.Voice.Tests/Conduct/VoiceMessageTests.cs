using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

/// <summary>A caller leaves a message: after the words and a beep, until a key, silence, the longest time or the end of the call.</summary>
public sealed class VoiceMessageTests
{
    [Fact]
    public async Task It_begins_after_the_words_and_a_beep_and_ends_with_the_hash_key()
    {
        var (bench, call) = await TakingAsync();
        bench.Stage.Caller.Played.ShouldBe(["Leave a message.", "beep"]);
        bench.Stage.Caller.Background.ShouldBe("", "no music while somebody speaks");
        (bench.Center.Recording!.IsMessage, bench.Center.Recording.By).ShouldBe((true, "caller"));
        bench.Stage.Recording.ShouldBeSameAs(bench.Center.Recording);

        await bench.SayAsync("Thank you.");
        call.Press("12");
        await bench.Never(() => bench.Center.Recording.IsOver, TimeSpan.FromSeconds(4), "other keys end nothing");
        bench.Stage.Caller.Played.ShouldNotContain("Thank you.", "nobody talks into a message");
        call.Press("#");
        await bench.Until(() => bench.Center.Recording.IsOver, "it is whole");
        await bench.Until(() => bench.Stage.Caller.Played.Contains("Thank you."), "the caller is thanked");
        await bench.OrderAsync(new CallOrder.End { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Later(() => bench.Center.Reports.OfType<CallReport.Ended>().Any(), "hung up");
        bench.Center.Keyed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Silence_ends_it()
    {
        var (bench, _) = await TakingAsync();
        bench.Center.Recording!.Quiet = TimeSpan.FromSeconds(4.9);
        await bench.Never(() => bench.Center.Recording.IsOver, TimeSpan.FromSeconds(10), "it is not silent for long enough");
        bench.Center.Recording.Quiet = TimeSpan.FromSeconds(5);
        await bench.Later(() => bench.Center.Recording.IsOver, "it is whole");
    }

    [Fact]
    public async Task The_longest_time_ends_it_and_without_an_order_the_call_ends_as_well()
    {
        var (bench, _) = await TakingAsync();
        var began = bench.Time.GetUtcNow();
        await bench.Until(() => bench.Center.Recording!.IsOver, "it is whole", TimeSpan.FromSeconds(1));
        (bench.Time.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromSeconds(119), TimeSpan.FromSeconds(123));
        await bench.Until(() => bench.Center.Reports.OfType<CallReport.Ended>().Any(), "nobody is left on a silent line", TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Hanging_up_ends_it_with_the_call()
    {
        var (bench, call) = await TakingAsync();
        call.HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Customer);
        bench.Center.Recording!.IsOver.ShouldBeTrue();
    }

    [Fact]
    public async Task An_agent_who_comes_after_all_ends_it_and_talks()
    {
        var (bench, _) = await TakingAsync();
        await bench.JoinAsync(Bench.Anna);
        await bench.Until(() => bench.Center.Recording!.IsOver, "it is whole");
        bench.Stage.Recording.ShouldBeNull();
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_no_message_and_the_call_ends()
    {
        var bench = new Bench();
        bench.Center.RecordsNothing = true;
        await bench.WaitingAsync();
        await bench.OrderAsync(new CallOrder.TakeMessage { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Later(() => bench.Center.Reports.OfType<CallReport.Ended>().Any(), "ended");
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Failed);
    }

    private static async Task<(Bench Bench, FakeCall Call)> TakingAsync()
    {
        var bench = new Bench();
        var call = await bench.WaitingAsync();
        await bench.SayAsync("Leave a message.");
        (await bench.OrderAsync(new CallOrder.TakeMessage { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        await bench.Later(() => bench.Stage.Recording is not null, "it is recorded");
        return (bench, call);
    }
}
