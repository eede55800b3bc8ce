using ContactCenter.Channels;
using ContactCenter.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContactCenter.Tests.Composition;

/// <summary>What a center refuses to start with: every fault at once, each with its key, its value and the remedy.</summary>
public sealed class ValidationTests
{
    public static TheoryData<string, Action<ContactCenterOptions>, string> Faults => new()
    {
        { "no tenant", static o => o.Tenants.Clear(), "ContactCenter:Tenants is empty; add a tenant" },
        { "grace", static o => o.DisconnectGrace = TimeSpan.FromMinutes(11), "ContactCenter:DisconnectGrace is 00:11:00; set 00:00:00 to 00:10:00." },
        { "worth", static o => o.MessageWorth = TimeSpan.FromSeconds(59), "ContactCenter:MessageWorth is 00:00:59; set 00:01:00 to 7.00:00:00." },
        { "sweep", static o => o.CatchUpInterval = TimeSpan.Zero, "ContactCenter:CatchUpInterval is 00:00:00; set 00:00:10 to 1.00:00:00." },
        { "media size", static o => o.Media.MaxSizeBytes = 1_023, "ContactCenter:Media:MaxSizeBytes is 1023; set 1024 to 1073741824." },
        { "media time", static o => o.Media.FetchWithin = TimeSpan.Zero, "ContactCenter:Media:FetchWithin is 00:00:00; set 00:01:00 to 7.00:00:00." },
        { "tenant's key", static o => o.Tenants["Acme Gas"] = o.Tenants["acme"], "ContactCenter:Tenants: 'Acme Gas' is no key" },
        { "no queue", static o => o.Tenants["acme"].Queues.Clear(), "ContactCenter:Tenants:acme:Queues is empty; add a queue" },
        { "no disposition", static o => o.Tenants["acme"].Dispositions.Clear(), "ContactCenter:Tenants:acme:Dispositions is empty; add an outcome" },
        { "disposition's key", static o => o.Tenants["acme"].AddDisposition("Done!", "Done"), "'Done!' is no key" },
        { "template's name", static o => o.Tenants["acme"].AddTemplate("a b", "", static m => m.In("en", "Hi")), "ContactCenter:Tenants:acme:Templates: 'a b' is no name of a template" },
        { "template's text", static o => o.Tenants["acme"].AddTemplate("a/b", "name: text", static m => m.In("en", "Hi {nam}")), "Tenants:acme:Templates:a/b:Texts:en:Text, line 1, column 4: Nothing is called 'nam'; did you mean 'name'? (S205)" },
        { "template of a script", static o => o.Tenants["acme"].AddScript("visits", "script visits v1, texts it, for sms, outcomes done\n  step hello\n    send sms visit/note to session.from\n    -> end done\n"), "Tenants:acme:Scripts:visits:Text, line 3, column 14: No template is called 'visit/note'" },
        { "reason's key", static o => o.Tenants["acme"].AddNotReadyReason("Tea time", "Tea"), "'Tea time' is no key" },
        { "queue's key", static o => o.Tenants["acme"].AddQueue("Gas"), "ContactCenter:Tenants:acme:Queues: 'Gas' is no key" },
        { "queue length", static o => o.Tenants["acme"].Queues["faults"].MaxWaiting = 0, "ContactCenter:Tenants:acme:Queues:faults:MaxWaiting is 0; set 1 to 100000." },
        { "offer", static o => o.Tenants["acme"].Queues["faults"].OfferTimeout = TimeSpan.Zero, "Queues:faults:OfferTimeout is 00:00:00; set 00:00:01 to 00:10:00." },
        { "wrap-up", static o => o.Tenants["acme"].Queues["faults"].WrapUpLimit = TimeSpan.FromDays(1), "Queues:faults:WrapUpLimit is 1.00:00:00; set" },
        { "percent", static o => o.Tenants["acme"].Queues["faults"].ServiceLevelPercent = 101, "Queues:faults:ServiceLevelPercent is 101; set 1 to 100." },
        { "within", static o => o.Tenants["acme"].Queues["faults"].ServiceLevelWithin = TimeSpan.Zero, "Queues:faults:ServiceLevelWithin is 00:00:00; set" },
        { "queue's skill", static o => o.Tenants["acme"].Queues["billing"].RequireSkill("Gas", 3), "Queues:billing:Skills: 'Gas' is no key" },
        { "queue's level", static o => o.Tenants["acme"].Queues["billing"].RequireSkill("oil", 11), "Queues:billing:Skills:oil is 11; set 1 to 10." },
        { "agent's key", static o => o.Tenants["acme"].AddAgent("Anna Rossi"), "ContactCenter:Tenants:acme:Agents: 'Anna Rossi' is no key" },
        { "capacity", static o => o.Tenants["acme"].Agents["anna"].Capacity = 0, "Agents:anna:Capacity is 0; set 1 to" },
        { "agent's level", static o => o.Tenants["acme"].Agents["anna"].Skill("oil", 0), "Agents:anna:Skills:oil is 0; set 1 to 10." },
        { "endpoint's key", static o => o.Tenants["acme"].Endpoints["SMS"] = o.Tenants["acme"].Endpoints["sms"], "ContactCenter:Tenants:acme:Endpoints: 'SMS' is no key" },
        { "channel", static o => o.Tenants["acme"].Endpoints["sms"].Channel = "S M S", "Endpoints:sms:Channel: 'S M S' is no key" },
        { "address kind", static o => o.Tenants["acme"].Endpoints["sms"].AddressKind = "", "Endpoints:sms:AddressKind: '' is no key" },
        { "address", static o => o.Tenants["acme"].Endpoints["sms"].Address = "", "Endpoints:sms:Address has 0 characters" },
        { "no number", static o => o.Tenants["acme"].Endpoints["sms"].Address = "06 123", "Endpoints:sms:Address is '06 123', which is no telephone number; write it in E.164, such as +390612345678, or as a short code of 3 to 6 digits." },
        { "reached by nothing", static o => o.Tenants["acme"].Endpoints["sms"].ReachOn(ChannelKind.Voice, "line"), "Endpoints:sms:ReachBy:voice is 'line', which is no endpoint on voice; name one of these: none yet." },
        { "unknown queue", static o => o.Tenants["acme"].Endpoints["sms"].ToQueue("fault"), "Endpoints:sms:Queue is 'fault', which does not exist; name one of faults, billing." },
        { "nobody can", static o => o.Tenants["acme"].Queues["faults"].RequireSkill("gas", 9), "Endpoints:sms: no agent has what queue 'faults' requires (gas 9), so nobody could ever be served; add an agent with these skills or require less." },
        { "priority", static o => o.Tenants["acme"].Endpoints["sms"].Priority = 101, "Endpoints:sms:Priority is 101; set 0 to 100, or 1000 for an emergency." },
        { "no answer", static o => o.Tenants["acme"].Endpoints["sms"].NoAgentAnswer = " ", "Endpoints:sms:NoAgentAnswer is empty; write what a customer is told when nobody who could help is signed in." },
        { "full answer", static o => o.Tenants["acme"].Endpoints["sms"].QueueFullAnswer = "", "Endpoints:sms:QueueFullAnswer is empty; write what a customer is told when too many are waiting." },
        { "long answer", static o => o.Tenants["acme"].Endpoints["sms"].QueueFullAnswer = new string('x', 1_601), "Endpoints:sms:QueueFullAnswer has 1601 characters; write at most 1600." },
        { "closed answer", static o => o.Tenants["acme"].Endpoints["sms"].Open("Europe/Rome"), "Endpoints:sms:ClosedAnswer is empty; write what a customer is told when it is closed." },
        { "zone", static o => o.Tenants["acme"].Endpoints["sms"].Open("Rome"), "Endpoints:sms:Hours:TimeZone: 'Rome' is no IANA time zone" },
        { "span", static o => o.Tenants["acme"].Endpoints["sms"].Open("Europe/Rome", new OpeningSpan(DayOfWeek.Monday, new(18, 0), new(9, 0))), "Endpoints:sms:Hours:Spans: Monday opens at" },
        { "overlap", static o => o.Tenants["acme"].Endpoints["sms"].Open("Europe/Rome", Monday(14, 18), Monday(8, 12), Monday(11, 13)), "Endpoints:sms:Hours:Spans: Monday is open from 08:00 to 12:00 and again from 11:00 to 13:00, which overlap; write one span for both." },
        { "overlap to midnight", static o => o.Tenants["acme"].Endpoints["sms"].Open("Europe/Rome", Monday(8, 0), Monday(20, 22)), "Monday is open from 08:00 to 00:00 and again from 20:00 to 22:00, which overlap" },
        { "calendar's key", static o => o.Tenants["acme"].AddCalendar("Office", static c => c.In("Europe/Rome")), "ContactCenter:Tenants:acme:Calendars: 'Office' is no key" },
        { "calendar's zone", static o => o.Tenants["acme"].AddCalendar("office", static c => c.In("Rome")), "Calendars:office: The calendar 'office' has the time zone 'Rome', which is no IANA time zone here; write one such as Europe/Rome." },
        { "calendar's spans", static o => o.Tenants["acme"].AddCalendar("office", static c => c.In("Europe/Rome").Open("8-12")), "Calendars:office:Week:Monday: '8-12' cannot be read; write spans such as 08:00-12:00 14:00-18:00, or closed." },
        { "calendar's overlap", static o => o.Tenants["acme"].AddCalendar("office", static c => c.In("Europe/Rome").Open("08:00-12:00 11:00-13:00", DayOfWeek.Monday)), "The calendar 'office' is open on Monday from 08:00 to 12:00 and on Monday from 11:00 to 13:00, which overlap; write one span for both." },
        { "no date", static o => o.Tenants["acme"].AddCalendar("office", static c => c.In("Europe/Rome").Closed("25.12.")), "Calendars:office:Days: '25.12.' is no date; write 2026-12-24, or 12-24 for every year." },
        { "no day", static o => o.Tenants["acme"].AddCalendar("office", static c => c.In("Europe/Rome").Closed("02-30")), "The calendar 'office' has the special day 02-30 of every year, which no calendar has; write a month and a day of it." },
        { "unknown calendar", static o => o.Tenants["acme"].Queues["faults"].OpenBy("office"), "Queues:faults: The queue 'faults' has the calendar 'office', which does not exist. Add the calendar first." },
        { "unknown strategy", static o => o.Tenants["acme"].Queues["faults"].Strategy = "cheapest", "The queue 'faults' has the strategy 'cheapest'; set one of: best-skill, least-occupied, longest-idle, round-robin." },
        { "ring", static o => o.Tenants["acme"].Queues["faults"].AddRing(TimeSpan.FromSeconds(30), static r => r.LowerBy = 2).AddRing(TimeSpan.FromSeconds(60), static r => r.AnyTeam = true), "Queues:faults: Ring 2 of the queue 'faults' asks for more than the one before it" },
        { "asks many and none", static o => (o.Tenants["acme"].Queues["faults"].OfferTo, o.Tenants["acme"].Queues["faults"].AutoAccept) = (2, true), "The queue 'faults' asks 2 agents at once and lets each have the work at once; choose one of the two." },
        { "asks nobody", static o => o.Tenants["acme"].Queues["faults"].OfferTo = 0, "Queues:faults:OfferTo is 0; set 1 to 100." },
        { "team's key", static o => o.Tenants["acme"].Queues["faults"].ServedByTeams("A Team"), "Queues:faults:Teams: 'A Team' is no key" },
        { "overflow to itself", static o => o.Tenants["acme"].Queues["faults"].AddOverflow(OverflowOptions.ToQueue(OverflowTrigger.Closed, "faults")), "Overflow rule 1 of the queue 'faults' leads to the queue itself; name another." },
        { "overflow to nowhere", static o => o.Tenants["acme"].Queues["faults"].AddOverflow(OverflowOptions.ToQueue(OverflowTrigger.Closed, "bil")), "Queues:faults:Overflow:0:Queue is 'bil', which does not exist; name one of faults, billing." },
        { "overflow without a time", static o => o.Tenants["acme"].Queues["faults"].AddOverflow(OverflowOptions.ToQueue(OverflowTrigger.Wait, "billing")), "Overflow rule 1 of the queue 'faults' applies on Wait and says not after how long; set After." },
        { "overflow to silence", static o => o.Tenants["acme"].Queues["faults"].AddOverflow(new OverflowOptions { When = OverflowTrigger.Closed, To = OverflowTarget.Answer }), "Queues:faults:Overflow:0:Texts is empty; write what the customer is told, at least in one language, such as en." },
        { "overflow to a voice", static o => o.Tenants["acme"].Queues["faults"].AddOverflow(new OverflowOptions { When = OverflowTrigger.Closed, To = OverflowTarget.Voicemail }), "Queues:faults:Overflow:0:Texts is empty; write what the customer is told, at least in one language, such as en." },
        { "overflow to a partition", static o => o.Tenants["acme"].Queues["faults"].AddOverflow(new OverflowOptions { When = OverflowTrigger.Closed, To = OverflowTarget.Partition }), "Overflow:0:To is Partition, but a center has one router; name a queue." },
        { "announcements", static o => o.Tenants["acme"].Queues["faults"].Announce(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)), "The queue 'faults' makes announcements every 00:00:01; set 5 seconds to 1 hour." },
        { "sticky", static o => o.Tenants["acme"].Queues["faults"].StickToAgent(TimeSpan.Zero), "Queues:faults:StickyAgentLimit is 00:00:00; set 00:00:01 to 30.00:00:00." },
        { "nobody of the team", static o => o.Tenants["acme"].Queues["faults"].ServedByTeams("north"), "Endpoints:sms: no agent has what queue 'faults' requires (gas 3, team north), so nobody could ever be served" },
        { "cost", static o => o.Tenants["acme"].Agents["anna"].Cost(ChannelKind.Sms, 0), "Agents:anna:Costs:sms:Units is 0; set 1 to 1000." },
        { "language", static o => o.Tenants["acme"].Endpoints["sms"].Speaks("italiano"), "Endpoints:sms:Language: 'italiano' is no language; write two letters, such as en or it." },
        { "same address", static o => o.Tenants["acme"].AddEndpoint("two", ChannelKind.Sms, Address.Phone("+390612345678"), static e => e.ToQueue("faults").Answers("a", "b")), "the sms address +390612345678 stands at acme/sms and acme/two; give each endpoint an address of its own." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_with_key_value_and_remedy(string name, Action<ContactCenterOptions> spoil, string expected)
    {
        var options = Right();
        new ContactCenterOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue("before it is spoilt");
        spoil(options);
        new ContactCenterOptionsValidator().Validate(null, options).Failures!.ShouldContain(f => f.Contains(expected, StringComparison.Ordinal), name);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var options = Right();
        foreach (var name in new[] { "grace", "capacity", "nobody can", "percent", "no answer", "zone" })
        {
            ((Action<ContactCenterOptions>)Faults.Single(f => (string)f[0] == name)[1])(options);
        }

        new ContactCenterOptionsValidator().Validate(null, options).Failures!.Count().ShouldBe(7); // the hours also need an answer
    }

    [Fact]
    public void Emergency_priority_and_a_day_of_adjoining_spans_that_ends_at_midnight_are_right()
    {
        var options = Right();
        options.Tenants["acme"].Endpoints["sms"]
            .ToQueue("faults", Priority.Emergency.Value)
            .Answers("a", "b", "c")
            .Open("Europe/Rome", Monday(8, 12), Monday(12, 18), Monday(18, 0), new OpeningSpan(DayOfWeek.Tuesday, new(8, 0), new(12, 0)));
        new ContactCenterOptionsValidator().Validate(null, options).Failed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_host_does_not_start_without_a_store_and_a_channel_for_each_endpoint()
    {
        using var host = Build(static _ => { });
        var error = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());
        error.Failures.ShouldContain("ContactCenter has no store; choose one, for example with UseSqlite(\"data\").");
        error.Failures.ShouldContain(f => f.StartsWith("ContactCenter:Tenants:acme:Endpoints:sms:Channel is 'sms', which no package serves;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_does_not_start_with_an_endpoint_its_channel_cannot_serve()
    {
        using var host = Build(static services => services.AddSingleton<IChannel, Unable>());
        var error = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());
        error.Failures.ShouldContain("ContactCenter:Tenants:acme:Endpoints:sms: no account is configured; set one.");
    }

    private static OpeningSpan Monday(int from, int to) => new(DayOfWeek.Monday, new(from, 0), new(to, 0));

    private static IHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddContactCenter(static cc => cc.AddTenant("acme", static t => Describe(t)));
        configure(builder.Services);
        return builder.Build();
    }

    private static ContactCenterOptions Right()
    {
        var options = new ContactCenterOptions();
        options.Tenants["acme"] = Describe(new TenantOptions());
        return options;
    }

    private static TenantOptions Describe(TenantOptions t) => t
        .AddQueue("faults", static q => q.RequireSkill("gas", 3))
        .AddQueue("billing")
        .AddAgent("anna", static a => a.Skill("gas", 5))
        .AddEndpoint("sms", ChannelKind.Sms, Address.Phone("+390612345678"), static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting."))
        .AddDisposition("resolved", "Resolved");

    private sealed class Unable : IChannel
    {
        public ChannelKind Kind => ChannelKind.Sms;

        public string? FindFault(Endpoint endpoint) => "no account is configured; set one.";

        public ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
