using ContactCenter.Administration;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Maintenance;
using ContactCenter.Privacy;
using ContactCenter.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Tests.Golden;

/// <summary>Two lives of a center in which every kind of entry is written at least once, but for those of the product's own faults.</summary>
internal static class GoldenScenario
{
    /// <summary>What a customer sends along, and the provider has.</summary>
    public static readonly Uri Picture = new("https://media.example/caldaia");

    /// <summary>Where a script receives customers.</summary>
    public static readonly Endpoint Scripted = new(CenterFixture.Acme, new EndpointId("sms-script"), ChannelKind.Sms, Address.Phone("+390612345679"));

    private const string Reminder = """
        script reminder v1, texts it, for sms, outcomes done
          step hello
            ask code: digits 4..8 "Il codice?"
            say "Grazie, la ricontatteremo."
            wait 1h
            say "Come promesso: tutto a posto?"
            -> end done
        """;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The center of the first life.</summary>
    public static void Full(TenantOptions tenant) => Describe(tenant, withBruno: true);

    /// <summary>The center of the second: a queue and an agent fewer.</summary>
    public static void Reduced(TenantOptions tenant) => Describe(tenant, withBruno: false);

    public static async Task RunAsync(string folder, FakeTimeProvider time)
    {
        await using (var center = await GoldenCenter.StartAsync(folder, time, Full))
        {
            await ConfigureAsync(center);
            await ConverseAsync(center);
            await HandOnAsync(center);
            await LeaveAsync(center);
            await NobodyAsync(center);
            await TooLateAsync(center);
            await ReachAsync(center);
            await ScriptAsync(center);
            await GoldenRecordings.RunAsync(center);
            await GoldenEvents.RunAsync(center);
            await AskAboutDataAsync(center);
            await GoldenCampaigns.RunAsync(center);
            await GoldenRouting.RunAsync(center, time);
            await center.ReceiveAsync("SM90", "who takes this over?", "+393330000090"); // bruno holds it when he is removed
            await center.AskAsync(new RouterCommand.SetReady(new AgentId("bruno")));
            await GoldenCalls.RunAsync(center, await center.TakeAsync("bruno"));
            await GoldenCalls.LeaveMessagesAsync(center);
        }

        time.Advance(TimeSpan.FromMinutes(1));
        await using var second = await GoldenCenter.StartAsync(folder, time, Reduced);
        await second.WrittenAsync("agent.removed");
        await second.Services.GetRequiredService<ICenterMaintenance>().RebuildViewsAsync(CenterFixture.Acme, Principal.System);
    }

    /// <summary>An administrator renames a queue and adds an outcome.</summary>
    private static async Task ConfigureAsync(GoldenCenter center)
    {
        var administration = center.Services.GetRequiredService<IAdministrations>()
            .Open(Principal.Person(new AgentId("carla"), CenterFixture.Acme, Role.Administrator), CenterFixture.Acme);
        var billing = (await administration.ConfigurationAsync()).Queues.Single(static q => q.Id == "billing");
        (await administration.ChangeAsync(
            [
                new ConfigurationEdit.SetQueue(new QueueId("billing"), billing.Settings.Named("Fatture")) { Version = billing.Version },
                new ConfigurationEdit.SetDisposition(new DispositionCode("booked"), "Prenotato"),
            ],
            DerivedId.From("golden"))).IsDone.ShouldBeTrue();
    }

    /// <summary>A customer whose conversation was read asks for a copy, is held for a while, and is erased.</summary>
    private static async Task AskAboutDataAsync(GoldenCenter center)
    {
        var carla = Principal.Person(new AgentId("carla"), CenterFixture.Acme, Role.Administrator);
        var administration = center.Services.GetRequiredService<IAdministrations>().Open(carla, CenterFixture.Acme);
        (await administration.ChangeAsync([new ConfigurationEdit.SetPrivacy(new PrivacyOptions { RecordReading = true })], DerivedId.From("golden", "reading"))).IsDone.ShouldBeTrue();
        var office = center.Services.GetRequiredService<IPrivacyDesks>().Open(carla, CenterFixture.Acme);
        var customer = (await office.FindAsync("+393330000052")).ShouldHaveSingleItem().Customer;
        foreach (var line in await center.Desk("sofia", Role.Supervisor).InteractionsAsync(new InteractionFilter()))
        {
            await center.Desk("sofia", Role.Supervisor).InteractionAsync(line.Interaction);
        }

        using var copy = new MemoryStream();
        (await office.ExportAsync(customer, "Request 1", copy)).IsDone.ShouldBeTrue();
        foreach (var command in (PrivacyCommand[])[new PrivacyCommand.PlaceHold(customer, "Case 1"), new PrivacyCommand.LiftHold(customer, "Case 1 is over"), new PrivacyCommand.Erase(customer, "Request 2")])
        {
            (await office.DoAsync(command, Guid.NewGuid())).IsDone.ShouldBeTrue();
        }

        await administration.ChangeAsync([new ConfigurationEdit.SetPrivacy(new PrivacyOptions()) { Version = (await administration.ConfigurationAsync()).Privacy!.Version }], DerivedId.From("golden", "reading", "no more"));
    }

    /// <summary>A conversation with a note, an answer deferred once and delivered, a longer wrap-up, and a message after the end.</summary>
    private static async Task ConverseAsync(GoldenCenter center)
    {
        await ArriveAsync(center, "anna");
        await center.ReceiveAsync("SM10", "Sento odore di gas", "+393330000010", Picture, new Uri("https://media.example/gone"));
        await center.WrittenAsync("media.stored");
        await center.WrittenAsync("media.failed");
        var view = await center.TakeAsync("anna");
        var id = view.Summary.Interaction;
        center.Channel.Then(new SendOutcome.Refused("slow-down", IsTransient: true));
        await center.DoAsync("anna", new DeskCommand.AddNote(id, "Urgente"), new DeskCommand.SendMessage(id, view.Sessions[0].Session, "Apra le finestre."));
        await center.WrittenAsync("message.sent", step: Second);
        await center.Inbox.ReportAsync(new DeliveryReport
        {
            Endpoint = CenterFixture.Endpoint,
            Message = center.Channel.Sent[^1].Id,
            ProviderId = Testing.FakeChannel.ProviderId(center.Channel.Sent[^1].Id),
            State = DeliveryState.Delivered,
        });
        await center.DoAsync("anna", new DeskCommand.EndInteraction(id));
        await center.WrittenAsync("wrap-up.started");
        var item = await center.Tenant.Router.ReadAsync(static s => s.Work.First(static w => w.Status == WorkStatus.WrapUp).Item.Id, default);
        await center.AskAsync(new RouterCommand.ExtendWrapUp(new AgentId("anna"), item, TimeSpan.FromMinutes(5)));
        await center.ReceiveAsync("SM11", "Grazie", "+393330000010");
        await center.WrittenAsync("message.forwarded");
        await center.DoAsync("anna", new DeskCommand.CloseInteraction(id, DispositionCode.Resolved));
    }

    /// <summary>The next conversation: declined, expired, taken, transferred to a queue, and two messages that do not go out.</summary>
    private static async Task HandOnAsync(GoldenCenter center)
    {
        var offer = await center.OfferAsync("anna");
        await ArriveAsync(center, "bruno");
        await center.DoAsync("anna", new DeskCommand.DeclineOffer(offer.Offer));
        await center.OfferAsync("bruno");
        await center.WrittenAsync("offer.expired", step: Second);
        await center.DoAsync("bruno", new DeskCommand.SetReady());
        var view = await center.TakeAsync("bruno");
        var id = view.Summary.Interaction;
        await center.DoAsync("bruno", new DeskCommand.TransferToQueue(id, new QueueId("billing")));
        await center.WrittenAsync("work.released");
        view = await center.TakeAsync("anna"); // not asked again by the other queue, but by this one
        var (unknown, failed) = (await center.CountAsync("message.unknown"), await center.CountAsync("message.failed"));
        center.Channel.Then(new SendOutcome.Unknown("cut-off"), new SendOutcome.Refused("no-such-number", IsTransient: false));
        await center.DoAsync("anna", new DeskCommand.SendMessage(id, view.Sessions[0].Session, "first"));
        await center.WrittenAsync("message.unknown", unknown);
        await center.DoAsync("anna", new DeskCommand.SendMessage(id, view.Sessions[0].Session, "second"));
        await center.WrittenAsync("message.failed", failed);
        var items = await center.UntilAsync(async () => await center.Desk("carla", Role.Supervisor).AttentionAsync() is { Count: 3 } all ? all : null, "three items of the list");
        await center.DoAsync("carla", new DeskCommand.ResolveAttention(items[0].Id, "not-sent"));
        var sent = await center.CountAsync("message.sent");
        await center.DoAsync("anna", new DeskCommand.Resend(id, items.Single(static i => i.Kind == "message.failed").Message!.Value));
        await center.WrittenAsync("message.sent", sent);
        await center.DoAsync("anna", new DeskCommand.CloseInteraction(id, DispositionCode.Resolved));
        await center.WrittenAsync("work.completed", await center.CountAsync("work.completed") - 1);
    }

    /// <summary>A desktop is lost with an offer on it; a transfer's agent goes home before it was taken.</summary>
    private static async Task LeaveAsync(GoldenCenter center)
    {
        await center.DoAsync("anna", new DeskCommand.SetNotReady(new NotReadyReason("break")));
        await center.DoAsync("bruno", new DeskCommand.SetNotReady(new NotReadyReason("break")), new DeskCommand.SetReady());
        await center.ReceiveAsync("SM20", "c'è nessuno?", "+393330000020");
        await center.OfferAsync("bruno");
        await center.AskAsync(new RouterCommand.Disconnect(new AgentId("bruno"), TimeSpan.FromSeconds(10)));
        await center.WrittenAsync("agent.grace-ended", step: Second);
        await center.WrittenAsync("offer.revoked");
        await center.DoAsync("bruno", new DeskCommand.SetNotReady(new NotReadyReason("break")));
        await center.AskAsync(new RouterCommand.Connect(new AgentId("bruno")));
        await center.DoAsync("anna", new DeskCommand.SetReady());
        var view = await center.TakeAsync("anna");
        await center.DoAsync("anna", new DeskCommand.TransferToAgent(view.Summary.Interaction, new AgentId("bruno")));
        await center.WrittenAsync("work.queued", await center.CountAsync("work.queued") - 1);
        await center.DoAsync("bruno", new DeskCommand.SignOut());
        await center.WrittenAsync("work.unbound");
        await center.TakeAsync("anna");
        await center.DoAsync("anna", new DeskCommand.EndInteraction(view.Summary.Interaction));
        await center.WrittenAsync("wrap-up.ended", await center.CountAsync("wrap-up.ended"), Second); // by itself
    }

    /// <summary>Nobody is signed in: the customer is told so, the next one that the queue is full, twice; then that one is silent.</summary>
    private static async Task NobodyAsync(GoldenCenter center)
    {
        await center.DoAsync("anna", new DeskCommand.SignOut());
        await center.ReceiveAsync("SM30", "Aiuto", "+393330000030");
        await center.WrittenAsync("work.unserved");
        await center.ReceiveAsync("SM31", "Anch'io", "+393330000031");
        await center.WrittenAsync("work.cancelled", await center.CountAsync("work.cancelled"));
        await center.WrittenAsync("message.sent", 2);
        await center.ReceiveAsync("SM32", "Mi sentite?", "+393330000031"); // no longer silent, and told again
        await center.WrittenAsync("timer.cancelled");
        await center.WrittenAsync("work.cancelled", 1);
        var waiting = await center.UntilAsync(
            async () => (await center.Desk("carla", Role.Supervisor).InteractionsAsync(new InteractionFilter { OpenOnly = true })).FirstOrDefault(static i => i.Status == InteractionStatus.Waiting), "one waits");
        (await center.Desk("carla", Role.Supervisor).DoAsync(new DeskCommand.CloseInteraction(waiting.Interaction, DispositionCode.Resolved), Guid.NewGuid())).IsDone.ShouldBeTrue();
        await center.WrittenAsync("work.withdrawn");
        await center.WrittenAsync("timer.fired", step: TimeSpan.FromHours(1)); // silent for a day
    }

    /// <summary>An agent accepts what a supervisor closes in the same moment, until the acceptance comes in between.</summary>
    private static async Task TooLateAsync(GoldenCenter center)
    {
        await center.DoAsync("anna", new DeskCommand.SignIn(), new DeskCommand.SetReady());
        for (var i = 0; await center.CountAsync("assignment.refused") == 0; i++)
        {
            i.ShouldBeLessThan(60, "no acceptance came in between");
            await center.ReceiveAsync($"SM4{i:00}", "Buongiorno", $"+3933300004{i:00}");
            var offer = await center.OfferAsync("anna");
            var carla = center.Desk("carla", Role.Supervisor);
            await Task.WhenAll(
                carla.DoAsync(new DeskCommand.CloseInteraction(offer.Interaction, DispositionCode.Resolved), Guid.NewGuid()).AsTask(),
                center.Desk("anna").DoAsync(new DeskCommand.AcceptOffer(offer.Offer), Guid.NewGuid()).AsTask());
            await center.UntilAsync(async () => (await center.Desk("anna").AgentAsync()) is { Offers: [], Work: [] } ? "free" : null, "anna is free");
        }

        await center.DoAsync("anna", new DeskCommand.SignOut());
        await center.DoAsync("bruno", new DeskCommand.SignIn());
    }

    /// <summary>A customer asks to be reached, confirms and is not reached in time; two conversations start one session at once.</summary>
    private static async Task ReachAsync(GoldenCenter center)
    {
        var wish = new ReachRequest
        {
            Channel = ChannelKind.Sms,
            Address = Address.Phone("+393330000051"),
            Until = center.Services.GetRequiredService<TimeProvider>().GetUtcNow() + TimeSpan.FromHours(2),
            Confirmation = "Shall we write to you?",
        };
        await center.Inbox.ReceiveAsync(new InboundMessage { Endpoint = CenterFixture.Endpoint, ProviderId = "SM50", From = Address.Phone("+393330000050"), Text = "Text my son.", Reach = wish });
        await center.WrittenAsync("session.started");
        await center.WrittenAsync("message.sent", await center.CountAsync("message.sent") - 1);
        await center.ReceiveAsync("SM51", "Yes", "+393330000051");
        await center.WrittenAsync("reach.confirmed");
        await center.WrittenAsync("reach.overdue", step: TimeSpan.FromMinutes(10));
        await center.DoAsync("anna", new DeskCommand.SignIn(), new DeskCommand.SetReady());
        await center.AskAsync(new RouterCommand.SetReady(new AgentId("bruno")));
        var (first, firstAgent) = await TakeAnyAsync(center);
        await center.ReceiveAsync("SM52", "Buongiorno", "+393330000052");
        var (second, secondAgent) = await TakeAnyAsync(center);
        var (session, _) = await center.Tenant.NewSessions.FindAsync(first, CenterFixture.Endpoint.Id, Address.Phone("+393330000053"), default);
        foreach (var (interaction, agent) in new[] { (first, firstAgent), (second, secondAgent) }) // both have looked before either has it
        {
            await center.Tenant.Interactions.PostAsync(
                interaction,
                new ContactCenter.Interactions.InteractionInput(
                    DerivedId.From("golden", interaction.ToString()),
                    null,
                    Principal.Person(new AgentId(agent), CenterFixture.Acme, Role.Agent),
                    new ContactCenter.Interactions.InteractionCommand.StartSession(new AgentId(agent), session!)));
        }

        await center.WrittenAsync("session.left");
        await center.DoAsync(firstAgent, new DeskCommand.CloseInteraction(first, DispositionCode.Resolved));
        await center.DoAsync(secondAgent, new DeskCommand.CloseInteraction(second, DispositionCode.Resolved));
        await center.WrittenAsync("work.completed", await center.CountAsync("work.completed") - 1);
        await center.UntilAsync(async () => (await center.Desk("anna").AgentAsync()) is { Work: [] } ? "free" : null, "anna is free");
        await center.DoAsync("anna", new DeskCommand.SignOut());
        if ((await center.Desk("anna").AgentAsync()).Presence != Presence.SignedOut)
        {
            await center.DoAsync("anna", new DeskCommand.SignOut());
        }

        if ((await center.Desk("bruno").AgentAsync()).Presence == Presence.Ready)
        {
            await center.AskAsync(new RouterCommand.SetNotReady(new AgentId("bruno"), NotReadyReason.Break));
        }
    }

    /// <summary>A script receives a customer, does not hear what it does not ask for, and keeps its promise when the conversation is closed.</summary>
    private static async Task ScriptAsync(GoldenCenter center)
    {
        await center.ReceiveAsync("SM60", "ciao", "+393330000060", Scripted);
        var sent = await center.CountAsync("message.sent");
        await center.WrittenAsync("script.stepped");
        await center.WrittenAsync("message.sent", sent == 0 ? 0 : sent - 1);
        await StandsAsync(center, "hello/ask.1");
        await center.ReceiveAsync("SM61", "4711", "+393330000060", Scripted);
        await StandsAsync(center, "hello/wait.1");
        await center.ReceiveAsync("SM62", "altro", "+393330000060", Scripted);
        await center.WrittenAsync("script.unheard");
        await UpgradeAsync(center);
        var carla = center.Desk("carla", Role.Supervisor);
        var talk = (await carla.InteractionsAsync(new InteractionFilter { OpenOnly = true })).Single(static i => i.Endpoint == Scripted.Id);
        (await carla.DoAsync(new DeskCommand.CloseInteraction(talk.Interaction, DispositionCode.Resolved), Guid.NewGuid())).IsDone.ShouldBeTrue();
        await center.WrittenAsync("script.joined", step: TimeSpan.FromMinutes(1));
        await center.WrittenAsync("script.left", step: Second);
    }

    /// <summary>The script is worded anew, and who waits goes on with the new words.</summary>
    private static async Task UpgradeAsync(GoldenCenter center)
    {
        var administration = center.Services.GetRequiredService<IAdministrations>()
            .Open(Principal.Person(new AgentId("carla"), CenterFixture.Acme, Role.Administrator), CenterFixture.Acme);
        var script = new ScriptOptions { Text = Reminder.Replace("v1", "v2", StringComparison.Ordinal).Replace("tutto a posto", "va tutto bene", StringComparison.Ordinal) };
        var version = (await administration.ConfigurationAsync()).Scripts.Single(static one => one.Id == "reminder").Version;
        (await administration.ChangeAsync([new ConfigurationEdit.SetScript("reminder", script) { Version = version }], DerivedId.From("golden", "script"))).IsDone.ShouldBeTrue();
        var done = await center.Desk("carla", Role.Supervisor).UpgradeRunsAsync(new UpgradeRequest("reminder") { Reason = "Better words", Map = "// nothing has another name" }, DerivedId.From("golden", "upgrade"));
        done.Report!.Moves.ShouldBe(1);
    }

    private static Task StandsAsync(GoldenCenter center, string statement) => center.UntilAsync(
        async () =>
        {
            var last = "";
            await foreach (var e in center.Tenant.Storage.Log.ReadAsync(Journal.LogPosition.Start))
            {
                last = e.Entry.Kind == "script.stepped" ? System.Text.Encoding.UTF8.GetString(e.Entry.Body.Span) : last;
            }

            return last.Contains($"\"statement\":\"{statement}\"", StringComparison.Ordinal) ? "there" : null;
        },
        statement);

    /// <summary>Whoever of the two is asked takes it.</summary>
    private static async Task<(InteractionId Interaction, string Agent)> TakeAnyAsync(GoldenCenter center)
    {
        var agent = await center.UntilAsync(
            async () => (await center.Desk("anna").AgentAsync()).Offers.Count > 0 ? "anna" : (await center.Desk("bruno").AgentAsync()).Offers.Count > 0 ? "bruno" : null, "somebody is asked");
        return ((await center.TakeAsync(agent)).Summary.Interaction, agent);
    }

    private static async Task ArriveAsync(GoldenCenter center, string agent)
    {
        await center.AskAsync(new RouterCommand.Connect(new AgentId(agent)));
        await center.DoAsync(agent, new DeskCommand.SignIn(), new DeskCommand.SetReady());
    }

    private static void Describe(TenantOptions tenant, bool withBruno)
    {
        tenant.Named("Acme")
            .AddQueue("faults", q => (q.RequireSkill("gas", 3).MaxWaiting, q.OfferTimeout) = (1, TimeSpan.FromSeconds(30)))
            .AddAgent("anna", static a => a.Named("Anna Rossi").Skill("gas", 5))
            .AddEndpoint("sms-faults", ChannelKind.Sms, Address.Phone("+390612345678"), static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting.").ReachOn(ChannelKind.Sms, "sms-faults"))
            .AddEndpoint("line-faults", ChannelKind.Voice, GoldenCalls.Line.Address, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting."))
            .AddQueue("messages", static q => q.AddOverflow(OverflowOptions.ToVoicemail(OverflowTrigger.Length, "Leave a message after the beep.", length: 0)))
            .AddEndpoint("line-night", ChannelKind.Voice, GoldenCalls.Night.Address, static e => e.ToQueue("messages").Answers("Nobody is here.", "Too many are waiting."))
            .AddCampaign("autumn", GoldenCampaigns.Describe)
            .AddScript("reminder", Reminder)
            .AddScript("followed", GoldenEvents.Followed, GoldenEvents.Contracts)
            .AddEndpoint("sms-followed", ChannelKind.Sms, GoldenEvents.Endpoint.Address, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting.").Runs("followed"))
            .AddEndpoint("sms-script", ChannelKind.Sms, Scripted.Address, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting.").Runs("reminder"))
            .AddDisposition("resolved", "Resolved")
            .AddNotReadyReason("break", "Break");
        if (withBruno)
        {
            tenant.AddQueue("billing").AddAgent("bruno", static a => a.Named("Bruno Verdi").Skill("gas", 3));
        }
    }
}
