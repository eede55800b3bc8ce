using System.Text;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Scripts;

/// <summary>A run that waits and its conversation leave the memory, and whatever concerns them finds them: after a while, and after a restart.</summary>
public sealed class ResidencyTests
{
    private const string Phone = "+393331112222";

    private const string Contracts = """
        event crew.finished gives (summary: text)
        """;

    private const string Waits = """
        script waits v1, texts en, for sms, outcomes done
          step hello
            wait for crew.finished as report, late 30 days -> end done
            say "Finished: {report.summary}"
            -> end done
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_customer_writes_meanwhile_comes_to_the_same_conversation_and_to_a_person(bool isRestarted)
    {
        await using var center = await WaitingAsync();
        await ForgottenAsync(center, isRestarted);

        await center.ReceiveAsync("SM2", "Where are you?", Phone);
        await center.UntilAsync(() => Count(center, "work.requested") == 1, "a person is asked for");
        Count(center, "script.unheard").ShouldBe(1);
        Count(center, "interaction.opened").ShouldBe(1);
        Encoding.UTF8.GetString(center.Entries.Single(static e => e.Entry.Kind == "work.requested").Entry.Body.Span).ShouldContain("faults");
        await center.UntilAsync(() => center.Tenant!.Views.Interactions.Rows.ShouldHaveSingleItem().Status == InteractionStatus.Waiting, "and that is taken in");
        center.Tenant!.Views.Scripts.Running.ShouldHaveSingleItem().State.ShouldBe(ScriptRunState.Waiting);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_event_finds_the_run_whether_it_names_the_customer_or_nobody(bool isNamed, bool isRestarted)
    {
        await using var center = await WaitingAsync();
        var customer = center.Tenant!.Views.Scripts.Running.Single().Customer;
        await ForgottenAsync(center, isRestarted);

        (await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(WorldEvents.Crm, CenterFixture.Acme, new WorldEvent
        {
            Event = "crew.finished",
            Key = "1",
            Customer = isNamed ? customer : null,
            Fields = WorldEvents.Fields(("summary", "well")),
        })).ShouldBe(DeskResult.Done);
        await center.UntilAsync(() => Count(center, "interaction.closed") == 1 && Count(center, "event.settled") == 1, "it is over");
        await center.UntilAsync(() => center.Tenant!.Views.Interactions.OpenCount == 0, "and taken in");
        Encoding.UTF8.GetString(center.Entries.Single(static e => e.Entry.Kind == "event.settled").Entry.Body.Span).ShouldContain("\"taken\":1");
        Count(center, "message.intended").ShouldBe(1);
        center.Tenant!.Views.Scripts.LivePrograms.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lists_and_counts_have_what_is_not_in_memory(bool isRestarted)
    {
        await using var center = await WaitingAsync();
        var (run, customer, interaction) = (center.Tenant!.Views.Scripts.Running.Single().Run, center.Tenant!.Views.Scripts.Running.Single().Customer, center.Tenant!.Views.Interactions.Rows.Single().Id);
        await ForgottenAsync(center, isRestarted);

        var desk = center.Desk("sue", Role.Supervisor);
        (await desk.InteractionsAsync(new InteractionFilter { OpenOnly = true })).ShouldHaveSingleItem().Interaction.ShouldBe(interaction);
        (await desk.InteractionsAsync(new InteractionFilter())).ShouldHaveSingleItem().Interaction.ShouldBe(interaction);
        (await desk.SearchAsync(new HistorySearch())).Found.ShouldHaveSingleItem().Interaction.ShouldBe(interaction);
        (await desk.CustomerAsync(customer)).ShouldNotBeNull().Interactions.ShouldHaveSingleItem().Interaction.ShouldBe(interaction);
        (await desk.InteractionAsync(interaction)).ShouldNotBeNull();
        (await desk.ScriptsAsync()).Single(static one => one.Script == "waits").Versions.ShouldHaveSingleItem().Running.ShouldBe(1);
        var views = center.Tenant!.Views;
        (await views.Scripts.RunningAsync(center.Tenant!.Storage.Views, null, CancellationToken.None)).ShouldHaveSingleItem().Run.ShouldBe(run);
        (views.Interactions.OpenCount, views.Interactions.OpenBy(new EndpointId("sms-faults"))).ShouldBe((1, 1));
        (views.Interactions.Rows.Count(), views.Scripts.Running.Count()).ShouldBe((0, 0), "looking brings nothing back");
    }

    [Fact]
    public async Task Views_built_again_from_the_log_know_them_all_the_same()
    {
        await using var center = await WaitingAsync();
        await ForgottenAsync(center, isRestarted: false);
        await center.CrashAsync();
        center.Storage.LoseViews(CenterFixture.Acme);
        await center.StartAsync();
        center.Tenant!.Views.Interactions.OpenCount.ShouldBe(1);
        await center.ReceiveAsync("SM2", "Where are you?", Phone);
        await center.UntilAsync(() => Count(center, "work.requested") == 1, "a person is asked for");
        Count(center, "interaction.opened").ShouldBe(1);
    }

    private static int Count(MemoryCenter center, string kind) => center.Entries.Count(e => e.Entry.Kind == kind);

    private static async Task<MemoryCenter> WaitingAsync()
    {
        var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms))
        {
            Describe = static t =>
            {
                t.AddScript("waits", Waits, Contracts);
                t.Endpoints["sms-faults"].Script = "waits";
            },
        };
        await center.StartAsync();
        await center.ReceiveAsync("SM1", "The street lamp is out.", Phone);
        await center.UntilAsync(() => center.Tenant!.Views.Scripts.Running.Any(static run => run.State == ScriptRunState.Waiting), "the run waits");
        return center;
    }

    /// <summary>Waits until nothing of it is in memory any more.</summary>
    private static async Task ForgottenAsync(MemoryCenter center, bool isRestarted)
    {
        await center.SavedAsync();
        if (isRestarted)
        {
            await center.CrashAsync();
            await center.StartAsync();
        }

        await center.UntilAsync(() => !center.Tenant!.Views.Scripts.Running.Any() && !center.Tenant!.Views.Interactions.Rows.Any(), "it is forgotten", TimeSpan.FromSeconds(5));
    }
}
