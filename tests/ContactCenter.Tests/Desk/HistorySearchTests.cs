using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Desk;

public sealed class HistorySearchTests
{
    private static readonly AgentId Anna = new("anna");

    [Fact]
    public async Task A_customer_is_found_by_the_number_however_it_is_written_and_no_other_is()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var carla = center.Desk("carla", Role.Supervisor);
        await FillAsync(center, 6);

        foreach (var about in (string[])["+393330000003", "333 000 0003", " +39 333-0000003 ", "0039 333 000 0003"])
        {
            var page = await carla.SearchAsync(new HistorySearch { About = about });
            page.Found.Select(static f => f.CustomerName).ShouldBe(["+393330000003"], about);
            page.Next.ShouldBeNull();
        }

        foreach (var about in (string[])["+39333000000", "3330000", "+393330000009", "anna@example.com", "%", "' OR 1=1"])
        {
            (await carla.SearchAsync(new HistorySearch { About = about })).Found.ShouldBeEmpty(about);
        }
    }

    [Fact]
    public async Task An_interaction_is_found_by_its_id()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var carla = center.Desk("carla", Role.Supervisor);
        await FillAsync(center, 3);
        var one = (await carla.InteractionsAsync(new InteractionFilter()))[1];

        (await carla.SearchAsync(new HistorySearch { About = one.Interaction.ToString() })).Found.ShouldHaveSingleItem().Interaction.ShouldBe(one.Interaction);
        (await carla.SearchAsync(new HistorySearch { About = Guid.NewGuid().ToString() })).Found.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_open_and_what_is_over_is_found_by_every_filter_and_by_several()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var carla = center.Desk("carla", Role.Supervisor);
        await FillAsync(center, 8);
        var all = (await carla.InteractionsAsync(new InteractionFilter())).Select(static i => i.Interaction).ToList();
        foreach (var id in all.Take(3))
        {
            await CenterFixture.Do(carla, new DeskCommand.CloseInteraction(id, DispositionCode.Resolved));
        }

        await center.UntilAsync(() => center.Tenant!.Views.Interactions.Rows.Count() == 5, "the closed ones are in the store", TimeSpan.FromMilliseconds(500));

        (await FindAsync(new HistorySearch())).ShouldBe(all);
        (await FindAsync(new HistorySearch { Status = InteractionStatus.Closed })).ShouldBe(all.Take(3));
        (await FindAsync(new HistorySearch { Status = InteractionStatus.Waiting })).ShouldBe(all.Skip(3));
        (await FindAsync(new HistorySearch { Disposition = DispositionCode.Resolved })).ShouldBe(all.Take(3));
        (await FindAsync(new HistorySearch { Queue = new QueueId("faults") })).ShouldBe(all);
        (await FindAsync(new HistorySearch { Queue = new QueueId("billing") })).ShouldBeEmpty();
        (await FindAsync(new HistorySearch { Channel = ChannelKind.Sms })).ShouldBe(all);
        (await FindAsync(new HistorySearch { Channel = ChannelKind.Chat })).ShouldBeEmpty();
        (await FindAsync(new HistorySearch { Agent = Anna })).ShouldBeEmpty();
        var opened = (await carla.InteractionsAsync(new InteractionFilter()))[4].OpenedAt;
        (await FindAsync(new HistorySearch { From = opened })).ShouldBe(all.Take(5));
        (await FindAsync(new HistorySearch { To = opened })).ShouldBe(all.Skip(5));
        (await FindAsync(new HistorySearch { From = opened, To = opened.AddSeconds(1), Status = InteractionStatus.Waiting })).ShouldBe([all[4]]);

        async Task<List<InteractionId>> FindAsync(HistorySearch search) => [.. (await carla.SearchAsync(search)).Found.Select(static f => f.Interaction)];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Pages_miss_and_repeat_nothing(int size)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var carla = center.Desk("carla", Role.Supervisor);
        await FillAsync(center, 9);
        var all = (await carla.InteractionsAsync(new InteractionFilter())).Select(static i => i.Interaction).ToList();
        for (var i = 0; i < 9; i += 2)
        {
            await CenterFixture.Do(carla, new DeskCommand.CloseInteraction(all[i], DispositionCode.Resolved));
        }

        await center.UntilAsync(() => center.Tenant!.Views.Interactions.Rows.Count() == 4, "the closed ones are in the store", TimeSpan.FromMilliseconds(500));
        var paged = new List<InteractionId>();
        HistoryCursor? next = null;
        do
        {
            var page = await carla.SearchAsync(new HistorySearch { Limit = size, After = next });
            paged.AddRange(page.Found.Select(static f => f.Interaction));
            next = page.Next;
        }
        while (next is not null);

        paged.ShouldBe(all);
    }

    [Fact]
    public async Task Words_are_found_in_what_customers_and_colleagues_wrote_whatever_their_case_and_accents()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var carla = center.Desk("carla", Role.Supervisor);
        await center.ReceiveAsync("SM-a", "La caldaia è spenta, perché?", "+393330000001");
        await center.ReceiveAsync("SM-b", "I smell gas", "+393330000002");
        await center.UntilAsync(() => center.Entries.Count(static e => e.Entry.Kind == "work.queued") == 2, "both wait");
        var gas = (await carla.SearchAsync(new HistorySearch { About = "+393330000002" })).Found[0].Interaction;
        await CenterFixture.Do(carla, new DeskCommand.AddNote(gas, "Pipe in the cellar"));

        (await FindAsync("PERCHE caldaia")).ShouldBe(["+393330000001"]);
        (await FindAsync("gas cellar")).ShouldBe(["+393330000002"]);
        (await FindAsync("gas caldaia")).ShouldBeEmpty();
        (await FindAsync("%")).ShouldBeEmpty();

        async Task<List<string>> FindAsync(string text) => [.. (await carla.SearchAsync(new HistorySearch { Text = text })).Found.Select(static f => f.CustomerName)];
    }

    [Fact]
    public async Task A_text_is_looked_for_in_two_hundred_conversations_and_then_the_search_can_go_on()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var carla = center.Desk("carla", Role.Supervisor);
        await FillAsync(center, 210);

        var first = await carla.SearchAsync(new HistorySearch { Text = "number-1." });
        var second = await carla.SearchAsync(new HistorySearch { Text = "number-1.", After = first.Next });

        (first.Found.Count, first.LookedAt).ShouldBe((0, 200));
        second.Found.ShouldHaveSingleItem().CustomerName.ShouldBe("+393330000001");
        (second.LookedAt, second.Next).ShouldBe((10, null));
    }

    [Theory]
    [InlineData(0, null, null, "limit is 0; use 1 to 200.")]
    [InlineData(201, null, null, "limit is 201; use 1 to 200.")]
    [InlineData(50, 321, null, "about has 321 characters; give an address or an interaction's id of at most 320.")]
    [InlineData(50, null, 201, "text has 201 characters; look for at most 200.")]
    public void What_is_asked_wrongly_is_told_with_the_remedy(int limit, int? about, int? text, string fault) =>
        new HistorySearch { Limit = limit, About = about is { } a ? new string('a', a) : null, Text = text is { } t ? new string('a', t) : null }.FindFault().ShouldBe(fault);

    [Fact]
    public async Task A_search_with_a_fault_is_refused()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));

        await Should.ThrowAsync<ArgumentException>(async () => await center.Desk("carla", Role.Supervisor).SearchAsync(
            new HistorySearch { From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.UnixEpoch }));
    }

    private static async Task FillAsync(MemoryCenter center, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await center.ReceiveAsync($"SM-{i}", $"This is number-{i}.", $"+39333000{i:0000}");
            await center.UntilAsync(() => center.Entries.Count(static e => e.Entry.Kind == "interaction.opened") == i + 1, "it is open");
            center.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await center.UntilAsync(() => center.Entries.Count(static e => e.Entry.Kind == "work.queued") == count, "all wait");
    }
}
