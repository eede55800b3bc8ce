using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Health;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Tenants;

/// <summary>While the log cannot be written to, nothing can be done, and everything certain can be seen.</summary>
public sealed class ReadingOnTests
{
    [Theory]
    [InlineData(AppendFate.Lost)]
    [InlineData(AppendFate.Unacknowledged)]
    public async Task While_the_log_is_away_what_was_durable_is_shown_and_nothing_else(AppendFate fate)
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel, describe: static t => t.AddNotReadyReason("break", "Break"));
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var id = view.Summary.Interaction;
        await MemoryCenter.WriteAsync(anna, view, "certain");
        await center.UntilAsync(() => channel.Sent.Count == 1, "the answer is sent");
        var keys = (Note: Guid.NewGuid(), Break: Guid.NewGuid());

        center.Storage.OnAppend = _ => fate;
        (await anna.DoAsync(new DeskCommand.AddNote(id, "uncertain"), keys.Note)).Status.ShouldBe(DeskStatus.Unavailable);
        for (var look = 0; look < 2; look++)
        {
            (await anna.DoAsync(new DeskCommand.SetNotReady(NotReadyReason.Break), keys.Break)).Status.ShouldBe(DeskStatus.Unavailable);
            anna.CanWrite.ShouldBeFalse();
            var seen = (await anna.InteractionAsync(id)).ShouldNotBeNull();
            seen.Timeline.Select(static t => t.Text).OfType<string>().ShouldBe(["hello", "certain"]);
            (await anna.InteractionsAsync(new InteractionFilter())).ShouldHaveSingleItem().Agent.ShouldBe(new AgentId("anna"));
            (await anna.CustomerAsync(view.Summary.Customer)).ShouldNotBeNull().Interactions.Count.ShouldBe(1);
            (await anna.AgentAsync()).Presence.ShouldBe(Presence.Ready);
            (await anna.WallboardAsync()).Agents.Single(static a => a.Agent.Value == "anna").Handling.ShouldBe(1);
            (await anna.ChoicesAsync()).Dispositions.ShouldNotBeEmpty();
            (await center.ReceiveAsync("SM99", "hello?", "+399")).Status.ShouldBe(InboxStatus.Refused);

            // The second look is at the tenant that was closed, while others are tried in vain.
            await center.UntilAsync(() => center.Tenant is null, "the tenant is closed", TimeSpan.FromMilliseconds(200));
            center.Time.Advance(TimeSpan.FromSeconds(3));
        }

        center.Health.Facts().ShouldHaveSingleItem().State.ShouldBe(HealthState.Unavailable);
        center.Health.Facts()[0].Description.ShouldEndWith("What was durable can be read meanwhile.");

        center.Storage.OnAppend = static _ => AppendFate.Acknowledged;
        await center.UntilAsync(() => anna.CanWrite, "the tenant runs again", TimeSpan.FromSeconds(1));
        (await anna.DoAsync(new DeskCommand.AddNote(id, "uncertain"), keys.Note)).IsDone.ShouldBeTrue();
        (await anna.InteractionAsync(id))!.Timeline.Count(static t => t.Text == "uncertain").ShouldBe(1, "done once, under its key");
        channel.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_watches_is_told_to_look_again_when_the_log_goes_and_when_it_comes_back()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms), describe: static t => t.AddNotReadyReason("break", "Break"));
        var anna = await center.ReadyAsync("anna");
        using var gone = new CancellationTokenSource();
        var resyncs = 0;
        var watching = Task.Run(async () =>
        {
            try
            {
                await foreach (var e in anna.WatchAsync(gone.Token))
                {
                    _ = e.Kind == DeskEventKind.Resync ? Interlocked.Increment(ref resyncs) : 0;
                }
            }
            catch (OperationCanceledException)
            {
                // The end of the test.
            }
        });
        await center.UntilAsync(() => Volatile.Read(ref resyncs) == 1, "the first");

        center.Storage.OnAppend = static _ => AppendFate.Lost;
        await anna.DoAsync(new DeskCommand.SetNotReady(NotReadyReason.Break), Guid.NewGuid());
        await center.UntilAsync(() => Volatile.Read(ref resyncs) == 2, "told that it went", TimeSpan.FromMilliseconds(200));
        anna.CanWrite.ShouldBeFalse();

        center.Storage.OnAppend = static _ => AppendFate.Acknowledged;
        await center.UntilAsync(() => Volatile.Read(ref resyncs) >= 3 && anna.CanWrite, "told that it is back", TimeSpan.FromMilliseconds(500));
        await gone.CancelAsync();
        await watching;
    }

    [Fact]
    public async Task A_center_that_never_ran_has_nothing_to_show()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms));
        center.Storage.OnAppend = static _ => AppendFate.Lost;
        await center.StartAsync();
        (await Should.ThrowAsync<Journal.LogUnavailableException>(async () => await center.Desk("anna").AgentAsync())).Code.ShouldBe("CC1202");
        center.Storage.OnAppend = static _ => AppendFate.Acknowledged;
        await center.UntilAsync(() => center.Tenant is not null, "the tenant runs", TimeSpan.FromSeconds(1));
    }
}
