using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Desk;

/// <summary>The list of interactions, page by page.</summary>
public sealed class HistoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task Pages_miss_and_repeat_nothing_though_many_were_opened_at_the_same_instant(int size)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var carla = center.Desk("carla", Role.Supervisor);
        for (var i = 0; i < 12; i++)
        {
            if (i % 5 == 4)
            {
                center.Time.Advance(TimeSpan.FromTicks(3_000)); // less than a millisecond
            }

            await center.ReceiveAsync($"SM-{i}", "hello", $"+39{i}");
        }

        await center.UntilAsync(() => center.Entries.Count(static e => e.Entry.Kind == "work.queued") == 12, "all wait");
        var all = await ListAsync(carla, new InteractionFilter { Limit = 500 });
        for (var i = 0; i < 12; i += 2)
        {
            await CenterFixture.Do(carla, new DeskCommand.CloseInteraction(all[i], DispositionCode.Resolved));
        }

        // Those closed leave the memory for the store when they have been saved there.
        await center.UntilAsync(() => center.Tenant!.Views.Interactions.Rows.Count() == 6, "the closed ones are in the store", TimeSpan.FromMilliseconds(500));
        var paged = new List<InteractionId>();
        var filter = new InteractionFilter { Limit = size };
        while (await carla.InteractionsAsync(filter) is [.., var last] page)
        {
            paged.AddRange(page.Select(static line => line.Interaction));
            filter = filter with { Before = last.OpenedAt, BeforeInteraction = last.Interaction };
        }

        paged.Count.ShouldBe(12);
        paged.ShouldBeUnique();
        paged.ShouldBe(await ListAsync(carla, new InteractionFilter { Limit = 500 }), "pages stand in the order of the list");
        (await ListAsync(carla, new InteractionFilter { Before = center.Time.GetUtcNow() + TimeSpan.FromMilliseconds(1) })).Count.ShouldBe(12);
        (await ListAsync(carla, new InteractionFilter { Before = new VirtualTime().GetUtcNow() })).ShouldBeEmpty();
    }

    private static async Task<List<InteractionId>> ListAsync(IDesk desk, InteractionFilter filter) =>
        [.. (await desk.InteractionsAsync(filter)).Select(static line => line.Interaction)];
}
