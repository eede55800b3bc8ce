using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;
using static ContactCenter.Tests.Scripts.WorldEvents;

namespace ContactCenter.Tests.Scripts;

/// <summary>A script that starts on an event: the center opens the conversation, writes first, and what is answered is the script's.</summary>
public sealed class StartsOnEventTests
{
    private const string Lead = """
        script lead v1, texts en, for sms, outcomes meeting, refused
          starts on webform.submitted as lead
          on meeting.cancelled -> end refused
          step hello
            say "Hello {lead.name}, thank you."
            ask interested: yes/no "Shall we meet about {lead.product}?"
            if not interested -> end refused
            say "See you."
            wait for meeting.held, late 3 days -> end meeting
            -> end meeting
        """;

    private const string Contracts = """
        record lead(name: text, product: text)
        event webform.submitted gives lead
        event meeting.cancelled
        event meeting.held
        """;

    private const string Seller = "record seller(name: text, phone: phone, email: email)";

    private static readonly Address Ann = Address.Phone("+393331112222");

    [Fact]
    public async Task The_customer_is_written_to_and_what_is_answered_is_the_scripts()
    {
        await using var center = await StartAsync();
        (await RaiseAsync(center, Submitted("form-1"))).ShouldBe(DeskResult.Done);
        await SaidAsync(center, "Hello Ann, thank you.", "Shall we meet about a boiler?\n1 yes\n2 no");
        center.Channel.Sent.ShouldAllBe(static m => m.To == Ann);
        (await SettledAsync(center, 1))["begun"].GetInt32().ShouldBe(1);

        // Twice the same begins one.
        (await RaiseAsync(center, Submitted("form-1"))).Status.ShouldBe(DeskStatus.Repeated);
        await center.RestartAsync(center.LoseViews);
        (await RaiseAsync(center, Submitted("form-1"))).Status.ShouldBe(DeskStatus.Repeated);

        await center.ReceiveAsync("SM1", "yes", Ann.Value);
        await SaidAsync(center, "See you.");
        var desk = center.Desk("anna", Role.Supervisor);
        var talk = (await desk.InteractionsAsync(new InteractionFilter())).ShouldHaveSingleItem();
        var view = (await desk.InteractionAsync(talk.Interaction))!;
        view.Timeline.Where(static t => t.Text is not null).Select(static t => t.Text).ShouldBe(["Hello Ann, thank you.", "Shall we meet about a boiler?", "yes", "See you."]);

        view.Timeline.Single(static t => t.Text == "Shall we meet about a boiler?").Choices.ShouldBe(["yes", "no"]);

        // Whom it began for hears of what follows.
        await RaiseAsync(center, new WorldEvent { Event = "meeting.cancelled", Key = "1", Address = Ann });
        (await desk.UntilAsync(async () => await desk.InteractionAsync(talk.Interaction) is { Summary.Status: InteractionStatus.Closed } closed ? closed : null, "it is over"))
            .Summary.Disposition.ShouldBe(new DispositionCode("refused"));
        (await CountAsync(center, "interaction.opened")).ShouldBe(1);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_not_written_to_and_the_journal_says_why()
    {
        await using var center = await StartAsync();
        await RaiseAsync(center, Submitted("1") with { Address = null });
        (await SettledAsync(center, 1))["why"].GetString().ShouldBe("NoCustomer");
        await RaiseAsync(center, Submitted("2") with { Address = new Address(AddressKind.Mail, "ann@example.com") });
        (await SettledAsync(center, 2))["why"].GetString().ShouldBe("NoEndpoint");
        (await CountAsync(center, "interaction.opened")).ShouldBe(0);
    }

    [Fact]
    public async Task Of_several_endpoints_the_one_that_runs_the_script_writes()
    {
        var second = Address.Phone("+390612345679");
        await using var center = await StartAsync(t => t.AddEndpoint("sms-sales", ChannelKind.Sms, second, e => e.ToQueue("billing").Answers("Nobody is here.", "Too many are waiting.")));
        await RaiseAsync(center, Submitted("1"));
        (await SettledAsync(center, 1))["why"].GetString().ShouldBe("SeveralEndpoints");

        center.Describe = t =>
        {
            t.AddScript("lead", Lead, Contracts);
            t.AddEndpoint("sms-sales", ChannelKind.Sms, second, e => e.ToQueue("billing").Answers("Nobody is here.", "Too many are waiting.").Runs("lead"));
        };
        await center.RestartAsync();
        await RaiseAsync(center, Submitted("2"));
        await SaidAsync(center, "Hello Ann, thank you.", "Shall we meet about a boiler?\n1 yes\n2 no");
        center.Channel.Sent.ShouldAllBe(m => m.Endpoint.Address == second);
    }

    [Fact]
    public async Task A_promise_outlives_the_conversation_it_began_in()
    {
        await using var center = await CenterFixture.StartAsync(static t => t.AddScript("later", """
            script later v1, texts en, for sms, outcomes done
              starts on order.placed as order
              step hello
                say "Order {order.number} is placed."
                wait for order.shipped, late 3 days -> end done
                say "Order {order.number} is on its way."
                send sms "Track it." to session.from
                wait for order.delivered, late 3 days -> end done
                say "Order {order.number} is there."
                -> end done
            """, "event order.placed gives (number: text)\nevent order.shipped\nevent order.delivered"));
        await RaiseAsync(center, new WorldEvent { Event = "order.placed", Key = "1", Address = Ann, Fields = Fields(("number", "77")) });
        await SaidAsync(center, "Order 77 is placed.");
        var carla = center.Desk("carla", Role.Supervisor);
        var talk = (await carla.InteractionsAsync(new InteractionFilter())).ShouldHaveSingleItem();
        await CenterFixture.Do(carla, new DeskCommand.CloseInteraction(talk.Interaction, DispositionCode.Resolved));
        await center.RestartAsync();
        await RaiseAsync(center, new WorldEvent { Event = "order.shipped", Key = "1", Address = Ann });
        await SaidAsync(center, "Order 77 is on its way.", "Track it.");

        // Who knows of the first conversation alone still means this run.
        await RaiseAsync(center, new WorldEvent { Event = "order.delivered", Key = "1", Interaction = talk.Interaction });
        await SaidAsync(center, "Order 77 is there.");
        await UntilAsync(center, async () => await CountAsync(center, "interaction.closed") == 2, "it is over");
    }

    [Fact]
    public async Task What_is_said_at_once_behind_the_event_that_begins_a_run_reaches_it()
    {
        await using var center = await StartAsync();
        for (var i = 0; i < 10; i++)
        {
            var who = Address.Phone($"+39333111{i:D4}");
            await RaiseAsync(center, Submitted($"form-{i}") with { Address = who });
            await RaiseAsync(center, new WorldEvent { Event = "meeting.cancelled", Key = $"{i}", Address = who });
        }

        await UntilAsync(center, async () => await CountAsync(center, "interaction.closed") == 10, "all are over");
        (await CountAsync(center, "interaction.opened")).ShouldBe(10);
        await SettledAsync(center, 20);
        (await LogAsync(center)).Where(static e => e.Entry.Kind == "event.settled").ShouldAllBe(static e => !System.Text.Encoding.UTF8.GetString(e.Entry.Body.ToArray()).Contains("why"));
    }

    [Fact]
    public async Task The_web_lead_of_the_samples_runs_in_a_center_that_has_no_telephone_yet()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms))
        {
            Describe = static t => t.AddQueue("sales").AddTemplates(Path.Combine(Golden.GoldenFiles.Repository, "samples", "Scripts", "templates")).AddScript("web-lead", Sample("lead.flow"), Sample("lead.contracts"), static s => s.In("it", Sample("lead.it.texts")).In("pl", Sample("lead.pl.texts")).In("ru", Sample("lead.ru.texts"))),
            Compose = static cc => cc.Services
                .AddSingleton<IScriptAction>(new SampleAction("sales.nearest", [new("zip", "text")], [new("result", Seller)]))
                .AddSingleton<IScriptAction>(new SampleAction("seller.free", [new("seller", Seller), new("when", "moment")], [new("result", "yes/no")]))
                .AddSingleton<IScriptAction>(new SampleAction("calendar.add", [new("seller", Seller), new("lead", "record lead(name: text, phone: phone, email: email, product: text, zip: text)"), new("when", "moment")], [])),
        };
        await center.StartAsync();
        var events = center.Services.GetRequiredService<IScriptEvents>();
        (await events.RaiseAsync(Principal.System, CenterFixture.Acme, new WorldEvent
        {
            Event = "webform.submitted",
            Key = "1",
            Address = Address.Phone("+442079460958"),
            Fields = Fields(("name", "Ann Lee"), ("phone", "+442079460958"), ("email", "ann@example.com"), ("product", "a boiler"), ("zip", "SW1A")),
        })).ShouldBe(DeskResult.Done);

        await center.UntilAsync(() => center.Entries.Any(static e => e.Entry.Kind == "interaction.closed"), "it was tried four times, every three hours", TimeSpan.FromMinutes(15));
        var steps = center.Entries.Where(static e => e.Entry.Kind == "script.stepped").Select(static e => System.Text.Encoding.UTF8.GetString(e.Entry.Body.Span)).ToList();
        steps.Count(static s => s.Contains("\"state\":\"Calling\"", StringComparison.Ordinal)).ShouldBe(4);
        steps[^1].ShouldContain("\"outcome\":\"unreached\"");
    }

    private static string Sample(string name) => File.ReadAllText(Path.Combine(Golden.GoldenFiles.Repository, "samples", "Scripts", name));

    /// <summary>What a host has to provide; nobody comes that far without a telephone.</summary>
    private sealed class SampleAction(string name, System.Collections.Immutable.ImmutableArray<ScriptField> takes, System.Collections.Immutable.ImmutableArray<ScriptField> gives) : IScriptAction
    {
        public ScriptActionSignature Signature { get; } = new(name, takes, gives) { IsRepeatable = true };

        public ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody answers.");
    }

    private static WorldEvent Submitted(string key) => new() { Event = "webform.submitted", Key = key, Address = Ann, Fields = Fields(("name", "Ann"), ("product", "a boiler")) };

    private static Task<CenterFixture> StartAsync(Action<TenantOptions>? more = null) => CenterFixture.StartAsync(t =>
    {
        t.AddScript("lead", Lead, Contracts);
        more?.Invoke(t);
    });
}
