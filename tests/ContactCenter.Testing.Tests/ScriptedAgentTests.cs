using ContactCenter.Desk;

namespace ContactCenter.Testing.Tests;

/// <summary>Agents that work by a script, at the desk of a real center.</summary>
public sealed class ScriptedAgentTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task An_agent_accepts_answers_each_message_notes_and_ends_at_its_own_pace()
    {
        await using var center = await TestCenter.StartAsync();
        await using var ada = await center.StartAsync(ScriptedAgent.Named("ada").Accepts(after: TimeSpan.FromSeconds(2))
            .Thinks(TimeSpan.FromSeconds(5)).Answers("Open the windows.", "Help is coming.").Notes("urgent").Ends("solved", wrapUp: TimeSpan.FromSeconds(20)));

        await center.ReceiveAsync("I smell gas", "+391");
        await center.Time.UntilAsync(() => center.Channel.Sent.Count == 1, "the first answer", Step);
        await center.ReceiveAsync("It gets worse", "+391");
        await center.Time.UntilAsync(() => ada.Finished.Count == 1 && center.Channel.Sent.Count == 2, "the conversation is over, and all has gone out", Step);

        center.Channel.Sent.Select(static m => m.Text).ShouldBe(["Open the windows.", "Help is coming."]);
        center.Of("offer.made", "agent.joined", "message.intended", "note.added", "interaction.ended", "interaction.closed").Select(static e => e.Kind)
            .ShouldBe(["offer.made", "agent.joined", "message.intended", "message.intended", "note.added", "interaction.ended", "interaction.closed"]);
        Between(center, "offer.made", "offer.accepted").ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        Between(center, "offer.accepted", "message.intended").ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8));
        Between(center, "interaction.ended", "interaction.closed").ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(23));
        ada.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_offer_is_declined_the_next_ignored_and_those_after_taken()
    {
        await using var center = await TestCenter.StartAsync();
        await using var ada = await center.StartAsync(ScriptedAgent.Named("ada").Declines(after: TimeSpan.FromSeconds(1)).Ignores().Accepts());

        await center.ReceiveAsync("one", "+391");
        await center.Time.UntilAsync(() => center.Of("offer.declined").Count == 1, "the first offer is declined", Step);
        await center.ReceiveAsync("two", "+392");
        await center.Time.UntilAsync(() => center.Of("offer.expired").Count == 1, "the second expires", TimeSpan.FromSeconds(2));
        await center.ReceiveAsync("three", "+393");
        await center.Time.UntilAsync(() => ada.Taken.Count > 0, "ada is ready again and takes it", Step);

        center.Of("offer.declined", "offer.expired", "offer.accepted").Take(3).Select(static e => e.Kind).ShouldBe(["offer.declined", "offer.expired", "offer.accepted"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_transferred_is_finished_by_the_colleague(bool toQueue)
    {
        await using var center = await TestCenter.StartAsync();
        var transfers = ScriptedAgent.Named("ada").Writes("One moment.").Thinks(TimeSpan.FromMinutes(1));
        await using var ada = await center.StartAsync(toQueue ? transfers.TransfersToQueue("billing") : transfers.TransfersToAgent("bob"));
        await center.ReceiveAsync("my bill", "+391");
        await center.Time.UntilAsync(() => center.Channel.Sent.Count == 1, "ada has it", Step);
        await using var bob = await center.StartAsync(ScriptedAgent.Named("bob").Writes("It is corrected.").Ends("solved"));

        await center.Time.UntilAsync(() => bob.Finished.Count == 1, "bob has finished it", TimeSpan.FromSeconds(5));
        await center.Time.UntilAsync(() => center.Channel.Sent.Count == 2, "what bob wrote has gone out", Step); // it goes by itself, perhaps after his end

        center.Channel.Sent.Select(static m => m.Text).ShouldBe(["One moment.", "It is corrected."]);
        bob.Taken.ShouldBe(ada.Taken);
    }

    [Fact]
    public async Task The_same_seed_takes_the_same_offers_and_another_seed_others()
    {
        var first = await ChoicesAsync(seed: 7);
        first.ShouldBe(await ChoicesAsync(seed: 7));
        first.ShouldContain("offer.accepted");
        first.ShouldContain("offer.declined");
        first.ShouldNotBe(await ChoicesAsync(seed: 8));
    }

    [Fact]
    public async Task An_agent_goes_on_when_the_log_has_failed_and_the_tenant_is_back()
    {
        await using var center = await TestCenter.StartAsync();
        await using var ada = await center.StartAsync(ScriptedAgent.Named("ada").Answers("one").Ends("solved"));
        var failures = 1;
        center.Storage.OnAppend = append => append.Entries.Any(static e => e.Kind == "message.intended") && failures-- > 0 ? AppendFate.Lost : AppendFate.Acknowledged;

        await center.ReceiveAsync("hello", "+391");
        await center.Time.UntilAsync(() => ada.Finished.Count == 1 && center.Channel.Sent.Count > 0, "the conversation is over", Step);

        center.Of("center.started").Count.ShouldBe(2, "the tenant was built again");
        center.Channel.Sent.ShouldHaveSingleItem().Text.ShouldBe("one");
    }

    [Fact]
    public async Task Who_is_not_an_agent_there_cannot_begin_and_is_told_why()
    {
        await using var center = await TestCenter.StartAsync();

        (await Should.ThrowAsync<InvalidOperationException>(() => center.StartAsync(ScriptedAgent.Named("eve")))).Message.ShouldContain("eve cannot begin");
        (await Should.ThrowAsync<InvalidOperationException>(() => ScriptedAgent.Named("ada").StartAsync(center.Desk("bob", Role.Agent), center.Time)))
            .Message.ShouldBe("The desk is that of bob; open one for ada.");
    }

    [Fact]
    public void A_script_that_makes_no_sense_is_refused_where_it_is_written()
    {
        var ada = ScriptedAgent.Named("ada");
        Should.Throw<ArgumentOutOfRangeException>(() => ada.Accepts(chance: 1.1));
        Should.Throw<ArgumentOutOfRangeException>(() => ada.Declines(TimeSpan.FromSeconds(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => ada.Thinks(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)));
    }

    /// <summary>What became of the first twelve offers.</summary>
    private static async Task<List<string>> ChoicesAsync(int seed)
    {
        await using var center = await TestCenter.StartAsync();
        await using var ada = await center.StartAsync(ScriptedAgent.Named("ada").Seeded(seed).Accepts(chance: 0.5).Ends("solved"));
        for (var customer = 0; customer < 12; customer++)
        {
            await center.ReceiveAsync("hello", $"+39{customer}");
            await center.Time.UntilAsync(() => center.Of("offer.accepted", "offer.declined").Count > customer, $"offer {customer} is answered", Step);
            if (center.Of("offer.accepted", "offer.declined")[customer].Kind == "offer.declined")
            {
                var carla = center.Desk("carla", Role.Supervisor);
                var open = (await carla.InteractionsAsync(new InteractionFilter { OpenOnly = true }))[0];
                (await carla.DoAsync(new DeskCommand.CloseInteraction(open.Interaction, new DispositionCode("solved")), Guid.NewGuid())).IsDone.ShouldBeTrue();
                await ada.Desk.DoAsync(new DeskCommand.SetReady(), Guid.NewGuid());
            }

            await center.Time.UntilAsync(() => center.Of("interaction.closed").Count > customer, $"conversation {customer} is closed", Step);
        }

        return [.. center.Of("offer.accepted", "offer.declined").Select(static e => e.Kind)];
    }

    private static TimeSpan Between(TestCenter center, string first, string second) => center.Of(second)[0].Time - center.Of(first)[0].Time;
}
