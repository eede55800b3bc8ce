using ContactCenter.Desk;
using ContactCenter.Desktop.Circuit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Desktop.Tests.Circuit;

public sealed class DeskFeedTests : DeskContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private DeskFeed Feed => Services.GetRequiredService<DeskFeed>();

    [Fact]
    public async Task A_hundred_events_are_two_refreshes()
    {
        var desk = await SitDownAsync();
        using var refreshed = new SemaphoreSlim(0);
        using var subscription = Feed.Subscribe(e => e.Kind == DeskEventKind.Queue, () => Count(refreshed));

        desk.Raise(DeskEventKind.Queue);
        (await refreshed.WaitAsync(Patience)).ShouldBeTrue("the first event was not told at once");
        for (var i = 0; i < 99; i++)
        {
            desk.Raise(DeskEventKind.Queue);
        }

        await QuietAsync(desk); // all 99 are there before any time passes
        await PassAsync(refreshed, DeskFeed.Interval);
        await QuietAsync(desk);
        Time.Advance(TimeSpan.FromSeconds(5));
        await QuietAsync(desk);

        refreshed.CurrentCount.ShouldBe(0, "one refresh for 99 events");
    }

    [Fact]
    public async Task What_does_not_concern_a_subscriber_leaves_it_alone_and_a_resync_reaches_everybody()
    {
        var desk = await SitDownAsync();
        using var refreshed = new SemaphoreSlim(0);
        using var subscription = Feed.Subscribe(_ => false, () => Count(refreshed));

        desk.Raise(DeskEventKind.Queue);
        await QuietAsync(desk);
        refreshed.CurrentCount.ShouldBe(0);
        desk.Raise(DeskEventKind.Resync);

        (await refreshed.WaitAsync(Patience)).ShouldBeTrue("the resync did not arrive");
    }

    [Fact]
    public async Task One_that_fails_does_not_silence_the_others()
    {
        var desk = await SitDownAsync();
        using var refreshed = new SemaphoreSlim(0);
        using var bad = Feed.Subscribe(_ => true, () => throw new InvalidOperationException("broken"));
        using var good = Feed.Subscribe(_ => true, () => Count(refreshed));

        desk.Raise(DeskEventKind.Queue);
        (await refreshed.WaitAsync(Patience)).ShouldBeTrue();
        desk.Raise(DeskEventKind.Queue);

        await PassAsync(refreshed, DeskFeed.Interval);
    }

    [Fact]
    public async Task A_circuit_watches_once_and_stops_when_it_goes()
    {
        var desk = await SitDownAsync();
        var feed = Feed;
        using var one = feed.Subscribe(_ => true, () => Task.CompletedTask);
        using var two = feed.Subscribe(_ => true, () => Task.CompletedTask);
        desk.Watchers.ShouldBe(1);

        await feed.DisposeAsync();

        desk.Watchers.ShouldBe(0);
    }

    private static Task Count(SemaphoreSlim refreshed)
    {
        refreshed.Release();
        return Task.CompletedTask;
    }

    /// <summary>Lets virtual time pass until there is a refresh; the delay is asked for at a moment of its own.</summary>
    private async Task PassAsync(SemaphoreSlim refreshed, TimeSpan interval)
    {
        for (var i = 0; i < 200; i++)
        {
            Time.Advance(interval);
            if (await refreshed.WaitAsync(TimeSpan.FromMilliseconds(25)))
            {
                return;
            }
        }

        throw new TimeoutException("No refresh came.");
    }

    /// <summary>Until an event raised now has gone through the feed.</summary>
    private async Task QuietAsync(Fakes.FakeDesk desk)
    {
        using var through = new SemaphoreSlim(0);
        using var marker = Feed.Subscribe(e => e.Kind == DeskEventKind.Attention, () => Count(through));
        desk.Raise(DeskEventKind.Attention);
        (await through.WaitAsync(Patience)).ShouldBeTrue();
    }
}
