using System.Text;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Maintenance;
using ContactCenter.Projections;
using ContactCenter.Storage;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Tenants;

/// <summary>Views are derived from the log alone: thrown away and derived again, they are the same.</summary>
public sealed class RebuildViewsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Views_rebuilt_are_row_by_row_what_they_were_and_it_is_journaled_who_wanted_it(int seed)
    {
        await using var history = new CenterHistory(seed);
        await history.RunAsync();
        var center = history.Center;
        await center.SavedAsync();
        await AddLateNoteAsync(center);
        await center.SavedAsync();
        var before = await RowsAsync(center);
        before.Count.ShouldBeGreaterThan(10);
        var steps = new Steps();

        var sofia = Principal.Person(new AgentId("sofia"), CenterFixture.Acme, Role.Administrator);
        await center.Maintenance.RebuildViewsAsync(CenterFixture.Acme, sofia, steps);

        await center.SavedAsync();
        var after = await RowsAsync(center);
        foreach (var (key, row) in before)
        {
            after.ShouldContainKey(key);
            after[key].ShouldBe(row, key);
        }

        after.Keys.Except(before.Keys).ShouldAllBe(static k => k.StartsWith("kinds ", StringComparison.Ordinal), "nothing but what a start writes is new");
        var entry = center.Entries.Last(static e => e.Entry.Kind == "views.rebuilt").Entry;
        entry.Actor.ShouldBe("person:sofia");
        steps.First().Read.ShouldBe(0);
        steps.Last().Read.ShouldBe(steps.Last().Total);
        Encoding.UTF8.GetString(entry.Body.Span).ShouldBe($$"""{"entries":{{steps.Last().Total}}}""");
    }

    [Fact]
    public async Task A_center_goes_on_after_its_views_were_rebuilt_and_sends_nothing_twice()
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        await MemoryCenter.WriteAsync(anna, view, "one");
        await center.UntilAsync(() => channel.Sent.Count == 1, "the first answer is sent");

        await center.Maintenance.RebuildViewsAsync(CenterFixture.Acme, Principal.System);

        (await anna.AgentAsync()).Work.ShouldHaveSingleItem().Interaction.Interaction.ShouldBe(view.Summary.Interaction);
        await MemoryCenter.WriteAsync(anna, view, "two");
        await center.UntilAsync(() => channel.Sent.Count == 2, "the second answer is sent");
        channel.Sent.Select(static m => m.Text).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Two_who_ask_at_once_have_it_done_once()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        await Task.WhenAll(
            center.Maintenance.RebuildViewsAsync(CenterFixture.Acme, Principal.System).AsTask(),
            center.Maintenance.RebuildViewsAsync(CenterFixture.Acme, Principal.System).AsTask());
        center.Entries.Count(static e => e.Entry.Kind == "views.rebuilt").ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_system_and_administrators_of_the_tenant_may()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        foreach (var who in new[]
        {
            Principal.Person(new AgentId("anna"), CenterFixture.Acme, Role.Agent, Role.Supervisor),
            Principal.Person(new AgentId("zoe"), new TenantId("other"), Role.Administrator),
            Principal.Channel(ChannelKind.Sms),
        })
        {
            await Should.ThrowAsync<DeskAccessException>(async () => await center.Maintenance.RebuildViewsAsync(CenterFixture.Acme, who));
        }

        await Should.ThrowAsync<DeskAccessException>(async () => await center.Maintenance.RebuildViewsAsync(new TenantId("other"), Principal.System));
        center.Entries.ShouldNotContain(static e => e.Entry.Kind == "views.rebuilt");
    }

    [Fact]
    public async Task Rows_of_another_form_are_derived_again_at_the_next_start()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var view = await center.ConversationAsync(await center.ReadyAsync("anna"));
        await center.SavedAsync();
        await center.CrashAsync();
        await using (var storage = await center.Storage.OpenAsync(CenterFixture.Acme))
        {
            var at = await storage.Views.CheckpointAsync("center");
            at.Value.ShouldBeGreaterThan(0);
            await storage.Views.CommitAsync(new ViewCommit("center", at, [new ViewRow("shape", "center", "of yesterday", 0, default)], [(InteractionIndex.View, view.Summary.Interaction.Value.ToString("N"))]));
        }

        await center.StartAsync();

        center.Tenant.ShouldNotBeNull().Views.IsRebuild.ShouldBeTrue();
        (await center.Desk("anna").InteractionAsync(view.Summary.Interaction)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Views_ahead_of_their_log_are_derived_again()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var view = await center.ConversationAsync(await center.ReadyAsync("anna"));
        await center.SavedAsync();
        await center.CrashAsync();
        await using (var storage = await center.Storage.OpenAsync(CenterFixture.Acme)) // as when the log was restored from an older copy
        {
            await storage.Views.CommitAsync(new ViewCommit("center", new LogPosition(storage.Log.Head.Value + 7), [], [(InteractionIndex.View, view.Summary.Interaction.Value.ToString("N"))]));
        }

        await center.StartAsync();

        center.Tenant.ShouldNotBeNull().Views.IsRebuild.ShouldBeTrue();
        (await center.Desk("anna").InteractionAsync(view.Summary.Interaction)).ShouldNotBeNull();
    }

    /// <summary>To an interaction that is closed, and whose row has left the memory.</summary>
    private static async Task AddLateNoteAsync(MemoryCenter center)
    {
        var carla = center.Desk("carla", Role.Supervisor);
        if ((await carla.InteractionsAsync(new InteractionFilter { Limit = 500 })).FirstOrDefault(static i => i.Status == InteractionStatus.Closed) is { } closed)
        {
            center.Time.Advance(TimeSpan.FromMinutes(5));
            await CenterFixture.Do(carla, new DeskCommand.AddNote(closed.Interaction, "afterwards"));
        }
    }

    private static async Task<Dictionary<string, string>> RowsAsync(MemoryCenter center)
    {
        var rows = new Dictionary<string, string>();
        foreach (var view in center.Tenant!.Views.Names)
        {
            await foreach (var row in center.Tenant.Storage.Views.ListAsync(new ViewQuery(view)))
            {
                rows[$"{view} {row.Key}"] = $"{row.Group} {row.Order} {Encoding.UTF8.GetString(row.Document.Span)}";
            }
        }

        return rows;
    }

    private sealed class Steps : List<ViewRebuild>, IProgress<ViewRebuild>
    {
        public void Report(ViewRebuild value) => Add(value);
    }
}
