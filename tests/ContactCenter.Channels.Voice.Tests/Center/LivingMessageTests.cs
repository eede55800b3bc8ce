using ContactCenter.Desk;
using ContactCenter.Routing;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Voice;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>Messages that callers leave, and what they are told while they wait, with measured sound.</summary>
public sealed class LivingMessageTests
{
    [Fact]
    public async Task A_caller_speaks_after_the_beep_and_an_agent_hears_it()
    {
        await using var center = await LivingCenter.StartAsync(static t =>
        {
            t.Queues["faults"].AddOverflow(OverflowOptions.ToVoicemail(OverflowTrigger.NoAgent, "Leave a message."));
            LivingCenter.Line(t);
        });
        var caller = await center.CallAsync(tone: 700);
        (await caller.Call.Established.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue("answered");
        await HearsAsync(caller, LivingCenter.Voice);
        await center.LoggedAsync("recording.started");
        await caller.Heard.NextAsync(150); // three seconds of the caller's own clock
        caller.Press('#');
        await center.LoggedAsync("voice-message.left");
        await HearsAsync(caller, LivingCenter.Voice); // thanked
        await caller.Call.Over.WaitAsync(TimeSpan.FromSeconds(60));

        await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();
        await center.UntilAsync(async () => (await desk.AgentAsync()).Offers.Count == 1, "it is offered");
        var offer = (await desk.AgentAsync()).Offers[0];
        await LivingCenter.DoAsync(desk, new DeskCommand.AcceptOffer(offer.Offer));
        await center.UntilAsync(async () => await desk.InteractionAsync(offer.Interaction) is { MayWrite: true }, "it is hers");
        var message = (await desk.InteractionAsync(offer.Interaction))!.Recordings.ShouldHaveSingleItem();
        message.Heard!.Value.ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
        await using var opened = await desk.OpenRecordingAsync(message.Recording);
        var bytes = new byte[opened!.Content.Length];
        await opened.Content.ReadExactlyAsync(bytes);
        var left = Enumerable.Range(0, 8_000).Select(i => BitConverter.ToInt16(bytes, 44 + (4 * (4_000 + i)))).ToArray();
        ToneAnalysis.LevelAt(left, 700, 8_000).ShouldBeGreaterThan(-25, "the caller is heard");
        ToneAnalysis.LevelAt(left, LivingCenter.Voice, 8_000).ShouldBeLessThan(-45, "and neither the beep nor the invitation");
    }

    [Fact]
    public async Task Who_waits_hears_the_place_and_keeps_it_by_the_key_for_a_callback()
    {
        await using var center = await LivingCenter.StartAsync(
            static t =>
            {
                t.Queues["faults"].Announce(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
                LivingCenter.Line(t);
            },
            static c => c.CallbackKey = "5");
        var caller = await center.CallAsync(tone: 700);
        (await caller.Call.Established.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue("answered");
        await center.LoggedAsync("work.announced");
        await HearsAsync(caller, LivingCenter.Voice);
        caller.Press('5');
        await center.LoggedAsync("work.place-kept");
        await HearsAsync(caller, LivingCenter.Voice); // the promise
        await caller.Call.Over.WaitAsync(TimeSpan.FromSeconds(60));
        await center.LoggedAsync("call.ended");

        await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();
        await center.UntilAsync(async () => (await desk.AgentAsync()).Offers.Count == 1, "it is offered, as old as it is");
        (await desk.AgentAsync()).Offers[0].WaitingSince.ShouldBe(center.Entries.First(static e => e.Entry.Kind == "call.offered").Entry.Time, TimeSpan.FromMilliseconds(1));
    }

    private static async Task HearsAsync(Side side, double frequency)
    {
        for (var i = 0; i < 200; i++)
        {
            if (ToneAnalysis.LevelAt(await side.Heard.NextAsync(10), frequency, side.Heard.Rate) > -20)
            {
                return;
            }
        }

        throw new TimeoutException($"{frequency} Hz is not heard.");
    }
}
