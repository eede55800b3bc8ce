using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ContactCenter.Desktop.Tests.Fakes;

/// <summary>A morning at a gas company: something of everything the desktop shows.</summary>
internal sealed class Scene(TimeProvider time)
{
    public const string Hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> \u202Egnp.exe\u202C \u0007 https://example.com";

    /// <summary>A message of which nobody knows whether it arrived.</summary>
    public static readonly MessageId Unknown = new(DerivedId.From("unknown"));

    /// <summary>A message that did not arrive.</summary>
    public static readonly MessageId Failed = new(DerivedId.From("failed"));

    private int _count;

    public static DeskChoices Choices { get; } = new(
        [new("faults", "Faults"), new("billing", "Billing"), new("sales", "New contracts")],
        [new("anna", "Anna Rossi"), new("bruno", "Bruno Conti"), new("carla", "Carla Neri"), new("dario", "Dario Villa")],
        [new("resolved", "Resolved"), new("callback", "Call back"), new("technician", "Technician sent"), new("wrong-number", "Wrong number")],
        [new("break", "Break"), new("lunch", "Lunch"), new("meeting", "Meeting"), new("training", "Training")]);

    private DateTimeOffset Now => time.GetUtcNow();

    public void Furnish(FakeDesk desk)
    {
        desk.Choices = Choices;
        var pilot = Talk(desk, "+39 333 1234567", "faults", 9, InteractionStatus.Assigned, desk.Me);
        Say(desk, pilot, 9, TimelineKind.Event, "system", e: "interaction.opened");
        Say(desk, pilot, 9, TimelineKind.MessageIn, "customer", "Good morning, since last night my boiler shows error E01 and there is no hot water. We have two small children at home.");
        Say(desk, pilot, 8, TimelineKind.MessageOut, "system", "Thank you, we have your message. Somebody will answer shortly.", MessageState.Delivered);
        Say(desk, pilot, 7, TimelineKind.Event, "system", e: "agent.joined", details: new() { ["agent"] = desk.Me.Value });
        Say(desk, pilot, 6, TimelineKind.MessageOut, "Anna Rossi", "Good morning! E01 means that the flame did not light. Is the gas tap under the boiler open?", MessageState.Read);
        Say(desk, pilot, 4, TimelineKind.MessageIn, "customer", "Yes, it is open. Now it says E01 again.");
        Say(desk, pilot, 3, TimelineKind.Note, "Anna Rossi", "Model Aurora 24, last serviced in March. If the reset does not help: technician today, children in the house.");
        Say(desk, pilot, 2, TimelineKind.MessageOut, "Anna Rossi", "Please hold the reset key for five seconds and wait a minute.", MessageState.Unknown, "CC2001");
        Say(desk, pilot, 1, TimelineKind.MessageIn, "customer", "Done. It is trying… 🔥");
        desk.Interactions[pilot] = desk.Interactions[pilot] with
        {
            Script = new ScriptView("boiler-fault", 3, "error", "Error code", ScriptViewKind.Ask, 12, "Which of these lights is on?")
            {
                Refusal = "I did not understand that. Please choose one of the answers.",
                Knowledge = "boilers/e01",
                Options = [new("1", "The red one"), new("2", "The yellow one, and it blinks"), new("3", "None")],
                Type = "one of red/yellow/none",
                MayGoBack = true,
                Anytime = [new("prices", "Prices")],
            },
        };
        var hostile = Talk(desk, "\u202Eadmin\u202C <b>x</b>", "billing", 14, InteractionStatus.Assigned, desk.Me);
        Say(desk, hostile, 14, TimelineKind.MessageIn, "customer", Hostile);
        Say(desk, hostile, 13, TimelineKind.MessageIn, "customer", "Rechnungsnummer" + new string('x', 300));
        Say(desk, hostile, 12, TimelineKind.MessageIn, "customer", "مرحبا، فاتورتي رقم 42");
        var ended = Talk(desk, "+39 347 7654321", "sales", 31, InteractionStatus.WrapUp, desk.Me);
        Say(desk, ended, 31, TimelineKind.MessageIn, "customer", "What does a new connection cost?");
        Say(desk, ended, 29, TimelineKind.MessageOut, "Anna Rossi", "49 euros, and it takes five working days.", MessageState.Delivered);
        Say(desk, ended, 2, TimelineKind.Event, "system", e: "interaction.ended");
        var offered = Talk(desk, "+39 320 5550199", "faults", 2, InteractionStatus.Waiting, null);
        Say(desk, offered, 2, TimelineKind.MessageIn, "customer", "I smell gas in the cellar!");
        for (var i = 0; i < 6; i++)
        {
            var past = Talk(desk, i % 2 == 0 ? "+39 333 1234567" : "", i % 2 == 0 ? "faults" : "billing", 3_000 + (i * 1_440), InteractionStatus.Closed, new AgentId("bruno"), desk.Interactions[pilot].Summary.Customer);
            Say(desk, past, 3_000 + (i * 1_440), TimelineKind.MessageIn, "customer", "When will somebody read the meter?");
        }

        desk.Customers[desk.Interactions[pilot].Summary.Customer] = new CustomerView(
            desk.Interactions[pilot].Summary.Customer,
            [Address.Phone("+393331234567"), new Address(AddressKind.Mail, "famiglia.bianchi@example.com")],
            [.. desk.Interactions.Values.Select(i => i.Summary).Where(i => i.Customer == desk.Interactions[pilot].Summary.Customer).OrderByDescending(i => i.OpenedAt)]);
        foreach (var other in desk.Interactions.Values.Select(i => i.Summary).Where(i => !desk.Customers.ContainsKey(i.Customer)).ToList())
        {
            desk.Customers[other.Customer] = new CustomerView(other.Customer, [Address.Phone("+393477654321")], [other]);
        }

        desk.Agent = desk.Agent with
        {
            Name = Choices.Agents.FirstOrDefault(a => a.Key == desk.Me.Value)?.Label ?? desk.Me.Value,
            Presence = Presence.Ready,
            Since = Now.AddMinutes(-42),
            Work =
            [
                new WorkView(desk.Interactions[ended].Summary, Now.AddSeconds(95), true),
                new WorkView(desk.Interactions[hostile].Summary with { Unanswered = 3 }, null, false),
                new WorkView(desk.Interactions[pilot].Summary with { Unanswered = 1 }, null, false),
            ],
            Offers = [new OfferView(new OfferId(Id()), offered, new QueueId("faults"), ChannelKind.Sms, "+39 320 5550199", Now.AddSeconds(-75), Now.AddSeconds(-4), Now.AddSeconds(600))],
        };
        desk.Wallboard = new WallboardView(
            Now,
            [
                new(new("billing"), "Billing", 0, null, 2, 0, 2, 80, TimeSpan.FromSeconds(60), 41, 36),
                new(new("faults"), "Faults", 4, Now.AddSeconds(-187), 5, 2, 4, 80, TimeSpan.FromSeconds(20), 132, 97),
                new(new("sales"), "New contracts", 1, Now.AddSeconds(-12), 0, 1, 1, 70, TimeSpan.FromSeconds(120), 0, 0),
            ],
            [
                new(new("anna"), "Anna Rossi", Presence.Ready, null, true, Now.AddMinutes(-42), 3),
                new(new("bruno"), "Bruno Conti", Presence.NotReady, NotReadyReason.Break, true, Now.AddMinutes(-11), 0),
                new(new("carla"), "Carla Neri", Presence.NotReady, NotReadyReason.Disconnected, false, Now.AddMinutes(-2), 1),
                new(new("dario"), "Dario Villa", Presence.SignedOut, null, false, Now.AddHours(-15), 0),
            ]);
        desk.Attention.Add(new AttentionItem(Id(), "message.unknown", Now.AddMinutes(-2), "CC2001", pilot) { Channel = ChannelKind.Sms, Message = Unknown });
        desk.Attention.Add(new AttentionItem(Id(), "message.failed", Now.AddMinutes(-65), "30003", hostile) { Channel = ChannelKind.Sms, Message = Failed });
        desk.Attention.Add(new AttentionItem(Id(), "command.faulted", Now.AddHours(-3), "CC1102", null));
    }

    private InteractionId Talk(FakeDesk desk, string customer, string queue, int minutesAgo, InteractionStatus status, AgentId? agent, CustomerId? whose = null)
    {
        var id = new InteractionId(Id());
        var session = new SessionView(new SessionId(Id()), ChannelKind.Sms, new EndpointId("sms-faults"), customer);
        var opened = Now.AddMinutes(-minutesAgo);
        var closed = status == InteractionStatus.Closed;
        var line = new InteractionSummary(
            id, whose ?? new CustomerId(Id()), customer, ChannelKind.Sms, session.Endpoint, new QueueId(queue), status, agent, opened,
            closed ? opened.AddMinutes(11) : null, closed ? DispositionCode.Resolved : null, 0);
        desk.Interactions[id] = new InteractionView(line, [session], [], status == InteractionStatus.Assigned && agent == desk.Me);
        return id;
    }

    private void Say(
        FakeDesk desk, InteractionId interaction, int minutesAgo, TimelineKind kind, string author, string? text = null,
        MessageState? state = null, string? code = null, string? e = null, Dictionary<string, string>? details = null) =>
        desk.Add(interaction, new TimelineItem(new EntryId(Id()), _count, Now.AddMinutes(-minutesAgo), kind, author)
        {
            Text = text,
            State = state,
            Code = code,
            Message = state is MessageState.Unknown ? Unknown : null,
            CanResend = state is MessageState.Unknown,
            Event = e,
            Details = details ?? [],
            Session = kind is TimelineKind.MessageIn or TimelineKind.MessageOut ? desk.Interactions[interaction].Sessions[0].Session : null,
            Channel = kind is TimelineKind.MessageIn or TimelineKind.MessageOut ? ChannelKind.Sms : null,
        });

    private Guid Id() => DerivedId.From("scene", (++_count).ToString());
}
